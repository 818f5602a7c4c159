import { z } from 'zod';
import { change } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { voidRedemption } from '@/commands/voucher/void';
import { uuid } from '../../../uuid';

const Void = z.strictObject({ reason: z.string().max(300) });

/** Takes a spend back. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const redemptionId = uuid((await params).id);
  return change(
    request,
    Void,
    (caller, { reason }, key) => voidRedemption(database(), caller, key, { redemptionId, reason }),
    (body) => ({ status: 200, body }),
  );
}
