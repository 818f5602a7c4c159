import { notFound } from 'next/navigation';
import { answerCarrier } from '@/app/_webhooks/answer';
import { resendReceipt } from '@/app/_webhooks/resend';
import { environment } from '@/env';

export const dynamic = 'force-dynamic';

/** Resend tells how a mail fared. Without Resend there is no such address. */
export async function POST(request: Request): Promise<Response> {
  const {
    MAIL_GATEWAY,
    RESEND_API_KEY: apiKey = '',
    RESEND_WEBHOOK_SECRET: webhookSecret = '',
  } = environment();
  if (MAIL_GATEWAY !== 'resend') notFound();
  const [id, timestamp, signature] = ['svix-id', 'svix-timestamp', 'svix-signature'].map((name) =>
    request.headers.get(name),
  );
  const call = { id: id ?? null, timestamp: timestamp ?? null, signature: signature ?? null };
  return answerCarrier(request, (body) => resendReceipt({ ...call, body }, { apiKey, webhookSecret }));
}
