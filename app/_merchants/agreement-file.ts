import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { pdfResponse } from '@/app/_server/pdf-response';
import { merchantFile, merchantHistory } from '@/db/queries/merchants/file';
import { writeAgreementPdf } from '@/documents/agreement';
import { toLanguage } from '@/documents/language';
import { ente } from '@/ente';
import { writeAddress } from './address';
import type { Area } from './area';

/** The agreement of a merchant as `convenzione-12-2026.pdf`, with its open shops as they are now. */
export async function agreementFile({ merchantId }: Area): Promise<Response> {
  const [file, history] = await Promise.all([
    merchantFile(database(), merchantId),
    merchantHistory(database(), merchantId),
  ]);
  const {
    agreementNumber: number,
    agreementYear: year,
    agreementFrom: from,
    agreementUntil: until,
  } = file?.merchant ?? {};
  if (!file || !number || !year || !from || !until) notFound();
  const { merchant, shops } = file;
  const accepted = history.find(({ event }) => event.kind === 'accepted');
  const agreement = {
    ...merchant,
    number,
    year,
    from,
    until,
    name: merchant.legalName ?? merchant.name,
    mail: [merchant.email, merchant.pec].filter(Boolean).join(', '),
    shops: shops
      .filter(({ active }) => active)
      .map((shop) => ({ name: shop.name, address: writeAddress(shop) })),
    at: accepted?.at ?? merchant.createdAt,
  };
  return pdfResponse(await writeAgreementPdf(agreement, ente, toLanguage(await getLocale())));
}
