import { validate } from 'uuid';
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
  const body = await bodyOf(request);
  if (body === null) return empty(413);
  const receipt = read(body);
  if (receipt === 'bad-signature') return empty(403);
  if (receipt !== null && validate(receipt.messageId)) await recordReceipt(database(), receipt);
  return empty(200);
}

/** Reads at most the limit, however long the body claims or turns out to be. */
async function bodyOf(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > longestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
