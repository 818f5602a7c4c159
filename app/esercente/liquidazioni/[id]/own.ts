import { notFound } from 'next/navigation';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { uuid } from '@/app/api/v1/uuid';
import { settlementFile, type SettlementFile } from '@/db/queries/settlements';

/** A settlement of the merchant of who asks, with its page, or the page does not exist. */
export async function ownSettlement(
  params: Promise<{ id: string }>,
): Promise<{ file: SettlementFile; page: string }> {
  const id = uuid((await params).id);
  const page = `/esercente/liquidazioni/${id}`;
  const { merchantId } = await requireUser(page, 'esercente');
  const file = await settlementFile(database(), id);
  return file && file.settlement.merchantId === merchantId ? { file, page } : notFound();
}
