import { read } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { checkVoucher } from '@/db/queries/till';
import { civilDate } from '@/domain/calendar';

/** What a till sees of a voucher before it records a spend; `refusal` is the code with which a spend would be refused. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ code: string }> },
): Promise<Response> {
  const { code } = await params;
  return read(
    request,
    (caller) => checkVoucher(database(), caller, code),
    ({ holder, balanceCents, status, expiresAt, refusal }) => ({
      holder,
      balanceCents,
      status,
      expiresOn: civilDate(expiresAt),
      refusal: refusal?.code ?? null,
    }),
  );
}
