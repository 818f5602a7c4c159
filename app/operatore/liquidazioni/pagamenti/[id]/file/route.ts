import { database } from '@/app/_server/database';
import { problem } from '@/app/_server/problem';
import { requireUser } from '@/app/_server/session';
import { uuid } from '@/app/api/v1/uuid';
import { paymentBatchFile } from '@/db/queries/settlements';
import { writeCreditTransfer } from '@/documents/sepa/credit-transfer';
import { officeRoles } from '@/domain/roles';
import { writeNote } from '@/domain/settlement/note';

/** The order to the bank of a signed batch. It names accounts: no cache keeps it. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = uuid((await params).id);
  await requireUser(`/operatore/liquidazioni/pagamenti/${id}`, ...officeRoles);
  const file = await paymentBatchFile(database(), id);
  const { signedAt = null, executeOn = null, treasury = null } = file?.batch ?? {};
  if (!file || signedAt === null || executeOn === null || treasury === null) return problem('not-found');
  const { number, year } = file.batch;
  const payments = file.payments.map(({ payment }) => payment);
  const xml = writeCreditTransfer({
    batchId: id,
    number: writeNote(file.batch),
    signedAt,
    executeOn,
    treasury,
    payments,
  });
  return new Response(xml, {
    headers: {
      'Content-Type': 'application/xml; charset=utf-8',
      'Content-Disposition': `attachment; filename="bonifici-${number}-${year}.xml"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
