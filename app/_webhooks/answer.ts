import { validate } from 'uuid';
import { bytesOf } from '@/app/_server/body';
import { database } from '@/app/_server/database';
import { recordReceipt, type CarrierReceipt } from '@/commands/message/receipt';

/** Receipts are a few hundred letters. */
const longestBody = 64 * 1024;

const empty = (status: number): Response =>
  new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });

/**
 * Answers a carrier's call. What was verified is answered 200 whatever came of it: a carrier that does not hear so
 * sends it again, and nobody learns which messages there are.
 *
 * @param read what the body tells, once its signature is verified
 */
export async function answerCarrier(
  request: Request,
  read: (body: string) => CarrierReceipt | 'bad-signature' | null,
): Promise<Response> {
  const body = await bytesOf(request, longestBody);
  if (body === null) return empty(413);
  const receipt = read(body.toString('utf8'));
  if (receipt === 'bad-signature') return empty(403);
  if (receipt !== null && validate(receipt.messageId)) await recordReceipt(database(), receipt);
  return empty(200);
}
