import { Resend, type WebhookEventPayload } from 'resend';
import type { CarrierReceipt } from '@/commands/message/receipt';
import type { FailureReason, Receipt } from '@/domain/delivery';

/** A call of Resend's, as it arrived: the three headers of the signature, and the body letter by letter. */
export interface ResendCall {
  id: string | null;
  timestamp: string | null;
  signature: string | null;
  body: string;
}

/**
 * What an event tells of a message. The SDK verifies the signature (HMAC-SHA256 over id, moment and body) and refuses
 * what is more than five minutes old or ahead; what is sent again within them is known by its id.
 *
 * @returns null where it tells nothing of a message's way
 */
export function resendReceipt(
  { id, timestamp, signature, body }: ResendCall,
  { apiKey, webhookSecret }: { apiKey: string; webhookSecret: string },
): CarrierReceipt | 'bad-signature' | null {
  if (id === null || timestamp === null || signature === null) return 'bad-signature';
  const headers = { id, timestamp, signature };
  let event: WebhookEventPayload;
  try {
    event = new Resend(apiKey).webhooks.verify({ payload: body, headers, webhookSecret });
  } catch {
    return 'bad-signature';
  }
  const told = receiptOf(event);
  if (told === null || !('tags' in event.data)) return null;
  const { email_id: providerId, tags } = event.data;
  const messageId = tags?.message;
  if (messageId === undefined) return null;
  return { source: 'resend', key: id, messageId, providerId, told, code: codeOf(event) };
}

function receiptOf(event: WebhookEventPayload): Receipt | null {
  const failed = (reason: FailureReason): Receipt => ({ status: 'non riuscito', reason });
  if (event.type === 'email.delivered') return { status: 'consegnato' };
  if (event.type === 'email.bounced') {
    return failed(event.data.bounce.type === 'Permanent' ? 'unknown-recipient' : 'unreachable');
  }
  if (event.type === 'email.suppressed') return failed('filtered');
  if (event.type === 'email.failed') return failed('refused');
  // What was opened or reported as spam had arrived: that is told by another event.
  return ['email.sent', 'email.scheduled', 'email.delivery_delayed'].includes(event.type)
    ? { status: 'inviato' }
    : null;
}

function codeOf(event: WebhookEventPayload): string | null {
  if (event.type === 'email.bounced') return `${event.data.bounce.type} ${event.data.bounce.subType}`;
  return event.type === 'email.suppressed' || event.type === 'email.failed' ? event.type : null;
}
