import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { CarrierReceipt } from '@/commands/message/receipt';
import type { FailureReason, Receipt } from '@/domain/delivery';

/** A call of Twilio's, as it arrived. */
export interface TwilioCall {
  /** The address that Twilio called: the portal's own, as it is configured, with the query of the call. */
  url: string;
  signature: string | null;
  body: string;
}

/**
 * What a status callback tells. Twilio signs address and body with the account's token (HMAC-SHA1, `X-Twilio-Signature`)
 * and no moment: what is sent again is known by the message and its status.
 *
 * @returns null where it tells nothing of a message's way
 */
export function twilioReceipt(call: TwilioCall, authToken: string): CarrierReceipt | 'bad-signature' | null {
  const params = Object.fromEntries(new URLSearchParams(call.body));
  if (!validateRequest(authToken, call.signature ?? '', call.url, params)) return 'bad-signature';
  const { MessageSid: providerId = '', MessageStatus: status = '', ErrorCode: code = null } = params;
  const told = receiptOf(status, code);
  const messageId = new URL(call.url).searchParams.get('message');
  if (told === null || messageId === null || providerId === '') return null;
  return { source: 'twilio', key: `${providerId}:${status}`, messageId, providerId, told, code };
}

function receiptOf(status: string, code: string | null): Receipt | null {
  if (['accepted', 'queued', 'sending', 'sent'].includes(status)) return { status: 'inviato' };
  if (['delivered', 'read'].includes(status)) return { status: 'consegnato' };
  if (!['failed', 'undelivered', 'canceled'].includes(status)) return null;
  return { status: 'non riuscito', reason: reasons[code ?? ''] ?? 'refused' };
}

/** Twilio's codes of messages that did not arrive (Error and Warning Dictionary, 30001 on). */
const reasons: Readonly<Record<string, FailureReason>> = {
  30003: 'unreachable',
  30004: 'filtered',
  30005: 'unknown-recipient',
  30006: 'unknown-recipient',
  30007: 'filtered',
  30008: 'unreachable',
  30017: 'unreachable',
  21610: 'unsubscribed',
};
