import { notFound } from 'next/navigation';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { uuid } from '@/app/api/v1/uuid';
import { settlementFile, type SettlementFile } from '@/db/queries/settlements';
import { officeRoles } from '@/domain/roles';

/** A settlement for the office, with its page, or the page does not exist. */
export async function officeSettlement(
  params: Promise<{ id: string }>,
): Promise<{ file: SettlementFile; page: string }> {
  const id = uuid((await params).id);
  const page = `/operatore/liquidazioni/${id}`;
  await requireUser(page, ...officeRoles);
  const file = await settlementFile(database(), id);
  return file ? { file, page } : notFound();
}
