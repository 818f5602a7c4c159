import { notFound } from 'next/navigation';
import { answerCarrier } from '@/app/_webhooks/answer';
import { twilioReceipt } from '@/app/_webhooks/twilio';
import { environment } from '@/env';

export const dynamic = 'force-dynamic';

/** Twilio tells how an SMS fared. Without Twilio there is no such address. */
export async function POST(request: Request): Promise<Response> {
  const { SMS_GATEWAY, TWILIO_AUTH_TOKEN, APP_URL } = environment();
  if (SMS_GATEWAY !== 'twilio') notFound();
  // Behind a proxy the request knows another address than the one that was called and signed.
  const url = new URL('/api/webhooks/twilio', APP_URL).href + new URL(request.url).search;
  const signature = request.headers.get('x-twilio-signature');
  return answerCarrier(request, (body) => twilioReceipt({ url, signature, body }, TWILIO_AUTH_TOKEN ?? ''));
}
