import { httpCarrier, type Carrier } from './carrier';

export const resendKey = 're_key_of_the_account';

interface Email {
  from: string;
  to: string;
  reply_to: string;
  subject: string;
  text: string;
  html?: string;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  attachments: { filename: string; content: string; content_type: string }[];
}

/** Resend's emails resource, which takes what comes with one idempotency key once. */
export async function resendDouble(): Promise<Carrier & { calls: Email[] }> {
  const byKey = new Map<string, { id: string; body: string }>();
  const calls: Email[] = [];
  const refusal = (status: number, name: string, message: string) => ({
    status,
    body: { statusCode: status, name, message },
  });
  const carrier = await httpCarrier({
    refused: refusal(422, 'validation_error', 'Invalid `to` field: nobody@example.invalid'),
    unmended: refusal(403, 'validation_error', 'The domain is not verified'),
    answer: ({ method, url, headers, body }, taken) => {
      if (headers.authorization !== `Bearer ${resendKey}`) return refusal(401, 'invalid_api_key', 'who?');
      if (method !== 'POST' || url.pathname !== '/emails') return refusal(404, 'not_found', 'what?');
      const key = String(headers['idempotency-key']);
      const known = byKey.get(key);
      if (known && known.body !== body) return refusal(409, 'invalid_idempotent_request', 'another body');
      if (known) return { status: 200, body: { id: known.id } };
      const email = JSON.parse(body) as Email;
      const id = `00000000-0000-4000-8000-${byKey.size.toString().padStart(12, '0')}`;
      byKey.set(key, { id, body });
      calls.push(email);
      taken.push({
        identity: id,
        recipient: email.to,
        subject: email.subject,
        text: email.text,
        html: email.html ?? null,
        attachments: email.attachments.map(({ filename, content, content_type }) => ({
          name: filename,
          mediaType: content_type,
          bytes: Buffer.from(content, 'base64'),
        })),
        headers: {
          from: email.from,
          'reply-to': email.reply_to,
          ...Object.fromEntries(
            Object.entries(email.headers).map(([name, value]) => [name.toLowerCase(), value]),
          ),
        },
      });
      return { status: 200, body: { id } };
    },
  });
  return Object.assign(carrier, { calls });
}
