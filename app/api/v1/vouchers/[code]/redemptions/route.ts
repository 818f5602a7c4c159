import { z } from 'zod';
import { change } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { redeemVoucher } from '@/commands/voucher/redeem';

const Redemption = z.strictObject({
  amountCents: z.int().positive(),
  receiptNumber: z.string().max(50).optional(),
});

/** Records a spend. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ code: string }> },
): Promise<Response> {
  const { code } = await params;
  return change(
    request,
    Redemption,
    (caller, redemption, key) => redeemVoucher(database(), caller, key, { code, ...redemption }),
    (body) => ({ status: 201, body }),
  );
}
