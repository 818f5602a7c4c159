import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ownApplication } from '@/app/_citizen/own-application';
import { database } from '@/app/_server/database';
import { pdfResponse } from '@/app/_server/pdf-response';
import { receiptOf } from '@/db/queries/receipt';
import { toLanguage } from '@/documents/language';
import { writeReceipt } from '@/documents/receipt';
import { ente } from '@/ente';
import { environment } from '@/env';

/** The receipt of the citizen's own application as `ricevuta-11625-2021.pdf`, in the language of the page. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { application } = await ownApplication((await params).id, '/ricevuta/pdf');
  const receipt = await receiptOf(database(), application.id);
  if (!receipt) notFound();
  const sender = { letterhead: ente, url: environment().APP_URL };
  return pdfResponse(await writeReceipt(receipt, sender, toLanguage(await getLocale())));
}
