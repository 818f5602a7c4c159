import type { MessageChannel } from '../../domain/messages';
import { embeddedGateway } from './embedded';
import type { MessageGateway } from './port';
import type { SmtpSecurity } from './smtp';

/** The environment's words on messages: what was chosen, and what the choice needs (`env.ts` has seen to it). */
interface Chosen extends Partial<Record<Needed, string | undefined>> {
  SMS_GATEWAY: 'embedded' | 'twilio';
  MAIL_GATEWAY: 'embedded' | 'resend' | 'smtp';
  APP_URL: string;
  TWILIO_URL: string;
  RESEND_URL: string;
  SMTP_SECURITY: SmtpSecurity;
}

type Needed =
  | `TWILIO_${'ACCOUNT_SID' | 'AUTH_TOKEN' | 'FROM'}`
  | 'RESEND_API_KEY'
  | `SMTP_${'ADDRESS' | 'USER' | 'PASSWORD'}`
  | 'MAIL_FROM';

/** The municipality: whose mail it is, and where people answer. */
interface Signature {
  name: string;
  mail: string;
}

/** The gateways that were chosen. A carrier's SDK is read only where it is the one. */
export async function gatewaysFor(
  env: Chosen,
  signature: Signature,
): Promise<Record<MessageChannel, MessageGateway>> {
  return { sms: await smsGateway(env), email: await mailGateway(env, signature) };
}

async function smsGateway(env: Chosen): Promise<MessageGateway> {
  switch (env.SMS_GATEWAY) {
    case 'embedded':
      return embeddedGateway;
    case 'twilio': {
      const { twilioGateway } = await import('./twilio');
      return twilioGateway({
        accountSid: env.TWILIO_ACCOUNT_SID ?? '',
        authToken: env.TWILIO_AUTH_TOKEN ?? '',
        from: env.TWILIO_FROM ?? '',
        url: env.TWILIO_URL,
        // Twilio refuses an address it cannot reach, and the message with it.
        statusUrl: env.APP_URL.startsWith('https://')
          ? new URL('/api/webhooks/twilio', env.APP_URL).href
          : null,
      });
    }
  }
}

async function mailGateway(env: Chosen, { name, mail }: Signature): Promise<MessageGateway> {
  const sender = { fromName: name, fromAddress: env.MAIL_FROM ?? '', replyTo: mail };
  switch (env.MAIL_GATEWAY) {
    case 'embedded':
      return embeddedGateway;
    case 'resend': {
      const { resendGateway } = await import('./resend');
      return resendGateway({ ...sender, apiKey: env.RESEND_API_KEY ?? '', url: env.RESEND_URL });
    }
    case 'smtp': {
      const { smtpGateway } = await import('./smtp');
      const { SMTP_ADDRESS: address = '', SMTP_SECURITY: security, SMTP_USER: user } = env;
      const credentials = user === undefined ? null : { user, password: env.SMTP_PASSWORD ?? '' };
      return smtpGateway({ ...sender, address, security, credentials });
    }
  }
}
