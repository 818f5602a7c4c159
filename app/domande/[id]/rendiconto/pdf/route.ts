import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ownApplication } from '@/app/_citizen/own-application';
import { shownCode } from '@/domain/voucher/shown-code';
import { database } from '@/app/_server/database';
import { pdfResponse } from '@/app/_server/pdf-response';
import { databaseNow } from '@/db/queries/clock';
import { statementOf } from '@/db/queries/statement';
import { toLanguage } from '@/documents/language';
import { writeStatement } from '@/documents/statement';
import { ente } from '@/ente';

/** The statement of the citizen's own voucher as `rendiconto-11625-2021.pdf`, in the language of the page. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const file = await ownApplication((await params).id, '/rendiconto/pdf');
  const { application, programme, registration, voucher } = file;
  if (!voucher || !registration) notFound();
  const [at, lines] = await Promise.all([databaseNow(database()), statementOf(database(), voucher.id)]);
  const holder = [application.beneficiaryFamilyName, application.beneficiaryGivenName];
  const statement = {
    programme: programme.name,
    registration,
    holder: holder.filter(Boolean).join(' '),
    code: shownCode(voucher),
    expiresAt: voucher.expiresAt,
    at,
    lines,
  };
  return pdfResponse(await writeStatement(statement, ente, toLanguage(await getLocale())));
}
