import { Resend, type ErrorResponse } from 'resend';
import { retryAfter } from '../retry-after';
import { GatewayBusy, PermanentRefusal, type MessageGateway } from './port';
import { addressed } from './recipient';
import { nameAndAddress, type MailSender } from './sender';

export interface ResendAccount extends MailSender {
  apiKey: string;
  /** `https://api.resend.com`. */
  url: string;
  patienceMs?: number;
}

/** No answer is waited for longer. */
const patience = 20_000;

/**
 * Mail through Resend's SDK. The message's id is its idempotency key, kept there for a day, and its tag, by which
 * receipts find the message even where the answer that named it was lost.
 */
export function resendGateway(account: ResendAccount): MessageGateway {
  const { apiKey, url: baseUrl, replyTo, patienceMs = patience } = account;
  const resend = new Resend(apiKey, { baseUrl });
  const from = nameAndAddress(account);
  return {
    send: async (message) => {
      const { recipient: to, subject, text, html, idempotencyKey, attachments = [] } = addressed(message);
      const { data, error, headers } = await resend.emails.send(
        {
          from,
          to,
          replyTo,
          subject: subject ?? '',
          text,
          ...(html !== undefined && { html }),
          headers: { 'Auto-Submitted': 'auto-generated' },
          tags: [{ name: 'message', value: idempotencyKey }],
          attachments: attachments.map(({ name, mediaType, bytes }) => ({
            filename: name,
            contentType: mediaType,
            content: bytes.toString('base64'),
          })),
        },
        { idempotencyKey, signal: AbortSignal.timeout(patienceMs) },
      );
      if (typeof data?.id === 'string' && data.id !== '') return data.id;
      // An earlier try was taken, with other words than now: the portal's address was changed in between.
      if (error?.name === 'invalid_idempotent_request') return `resend:${idempotencyKey}`;
      throw error ? faultOf(error, headers) : new Error('resend: an answer without sense');
    },
  };
}

/** What is wrong with the request itself. */
const refusals: ReadonlySet<unknown> = new Set([400, 413, 422]);

/** Faults of how the account is set up, and a first try still under way: they pass, and it is tried again meanwhile. */
const passing: ReadonlySet<string> = new Set(['invalid_from_address', 'concurrent_idempotent_requests']);

function faultOf(
  { statusCode, name, message }: ErrorResponse,
  headers: Record<string, string> | null,
): Error {
  if (headers === null) return new Error('resend: no answer');
  // The SDK reads the status from the body, which something on the way may have written.
  const status = typeof statusCode === 'number' ? statusCode : 'unknown status';
  const words = `resend: ${status}${/^[a-z_]{1,60}$/.test(name) ? ` (${name})` : ''}`;
  const wait = retryAfter(headers['retry-after']);
  if (status === 429 || wait !== null) return new GatewayBusy(words, wait);
  if (!refusals.has(status) || passing.has(name)) return new Error(words);
  return new PermanentRefusal(words, /`to`/.test(message) ? 'unknown-recipient' : 'refused');
}
