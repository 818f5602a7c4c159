import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewaysFor } from '../../../integrations/messages/choose';
import { embeddedGateway } from '../../../integrations/messages/embedded';
import { PermanentRefusal, type OutgoingMessage } from '../../../integrations/messages/port';
import { resendGateway } from '../../../integrations/messages/resend';
import { smtpGateway, type SmtpServer } from '../../../integrations/messages/smtp';
import { twilioGateway } from '../../../integrations/messages/twilio';
import { certificate } from '../../support/doubles/certificate';
import { resendDouble, resendKey } from '../../support/doubles/resend';
import { smtpCredentials, smtpDouble } from '../../support/doubles/smtp';
import { twilioAccount, twilioDouble } from '../../support/doubles/twilio';
import { gatewayContract } from './contract';

const patienceMs = 1_500;
const sender = {
  fromName: 'Comune di "Prova"\r\nBcc: tutti@example.org',
  fromAddress: 'noreply@comune.example',
  replyTo: 'protocollo@comune.example',
};
const statusUrl = 'https://buoni.example/api/webhooks/twilio';

const message = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  idempotencyKey: newId(),
  recipient: '+393331234567',
  subject: null,
  text: `Codice URUT4F6 ${newId()}`,
  triedSince: null,
  ...changes,
});
const mail = (changes: Partial<OutgoingMessage> = {}) =>
  message({ recipient: 'luigi@example.org', subject: 'Ciao', ...changes });

gatewayContract('embedded', { channel: 'sms', fails: 'never' }, () =>
  Promise.resolve({ gateway: embeddedGateway, carrier: null }),
);
gatewayContract('embedded by mail', { channel: 'email', fails: 'never' }, () =>
  Promise.resolve({ gateway: embeddedGateway, carrier: null }),
);
gatewayContract('Twilio', { channel: 'sms', fails: 'and says for how long' }, async () => {
  const carrier = await twilioDouble();
  const account = { ...twilioAccount, from: '+3932012345', url: carrier.address, statusUrl, patienceMs };
  return { carrier, gateway: twilioGateway(account) };
});
gatewayContract('Resend', { channel: 'email', fails: 'and says for how long' }, async () => {
  const carrier = await resendDouble();
  return {
    carrier,
    gateway: resendGateway({ ...sender, apiKey: resendKey, url: carrier.address, patienceMs }),
  };
});
gatewayContract('SMTP', { channel: 'email', fails: 'without a word' }, async () => {
  const carrier = await smtpDouble();
  const { address } = carrier;
  const server: SmtpServer = { ...sender, address, security: 'none', credentials: null, patienceMs };
  return { carrier, gateway: smtpGateway(server) };
});

describe('Twilio', () => {
  const open = async (from: string, where: string | null = statusUrl) => {
    const carrier = await twilioDouble();
    const gateway = twilioGateway({ ...twilioAccount, from, url: carrier.address, statusUrl: where });
    return { carrier, gateway };
  };

  it('is told where receipts go, with the message’s own id, and only where it can get there', async () => {
    const { carrier, gateway } = await open('Comune');
    const sent = message();
    await gateway.send(sent);
    expect(Object.fromEntries(carrier.calls[0] ?? [])).toEqual({
      To: sent.recipient,
      Body: sent.text,
      From: 'Comune',
      StatusCallback: `${statusUrl}?message=${sent.idempotencyKey}`,
    });
    await carrier.close();
    const inside = await open(`MG${'0'.repeat(32)}`, null);
    await inside.gateway.send(message());
    expect([...(inside.carrier.calls[0]?.keys() ?? [])].sort()).toEqual([
      'Body',
      'MessagingServiceSid',
      'To',
    ]);
    await inside.carrier.close();
  });

  it('is not asked for what it had before the first try', async () => {
    const { carrier, gateway } = await open('Comune');
    const { text } = message();
    await gateway.send(message({ text }));
    const later = new Date(Date.now() + 3_600_000);
    await gateway.send(message({ text, triedSince: later }));
    expect(carrier.taken).toHaveLength(2);
    await carrier.close();
  });
});

describe('Resend', () => {
  it('takes for sent what it took with other words', async () => {
    const carrier = await resendDouble();
    const gateway = resendGateway({ ...sender, apiKey: resendKey, url: carrier.address });
    const sent = mail();
    await gateway.send(sent);
    expect(await gateway.send({ ...sent, text: 'Altro' })).toBe(`resend:${sent.idempotencyKey}`);
    expect(carrier.calls).toMatchObject([{ tags: [{ name: 'message', value: sent.idempotencyKey }] }]);
    await carrier.close();
  });
});

describe('the gateways that were chosen', () => {
  const env = {
    SMS_GATEWAY: 'embedded',
    MAIL_GATEWAY: 'embedded',
    APP_URL: 'https://buoni.example',
    TWILIO_URL: 'http://127.0.0.1:1',
    RESEND_URL: 'http://127.0.0.1:1',
    SMTP_SECURITY: 'none',
    MAIL_FROM: sender.fromAddress,
  } as const;
  const signature = { name: 'Comune di Prova', mail: sender.replyTo };

  it('are the embedded ones, or speak to the carrier with what the environment says', async () => {
    expect(await gatewaysFor(env, signature)).toEqual({ sms: embeddedGateway, email: embeddedGateway });

    const [twilio, resend, smtp] = [await twilioDouble(), await resendDouble(), await smtpDouble()];
    const real = {
      ...env,
      SMS_GATEWAY: 'twilio',
      TWILIO_URL: twilio.address,
      TWILIO_ACCOUNT_SID: twilioAccount.accountSid,
      TWILIO_AUTH_TOKEN: twilioAccount.authToken,
      TWILIO_FROM: 'Comune',
      RESEND_URL: resend.address,
      RESEND_API_KEY: resendKey,
      SMTP_ADDRESS: smtp.address,
    } as const;
    const { sms, email } = await gatewaysFor({ ...real, MAIL_GATEWAY: 'resend' }, signature);
    await sms.send(message());
    await email.send(mail());
    await (await gatewaysFor({ ...real, MAIL_GATEWAY: 'smtp' }, signature)).email.send(mail());
    expect(twilio.calls[0]?.get('StatusCallback')).toMatch(`${statusUrl}?message=`);
    for (const carrier of [resend, smtp]) {
      expect(carrier.taken[0]?.headers.from).toMatch(/Comune di Prova"? <noreply@comune\.example>$/);
    }
    await Promise.all([twilio.close(), resend.close(), smtp.close()]);
  });

  it('give Twilio no address for receipts that it could not reach', async () => {
    const twilio = await twilioDouble();
    const chosen = {
      ...env,
      SMS_GATEWAY: 'twilio',
      APP_URL: 'http://localhost:3000',
      TWILIO_URL: twilio.address,
    } as const;
    const { sms } = await gatewaysFor(
      {
        ...chosen,
        TWILIO_ACCOUNT_SID: twilioAccount.accountSid,
        TWILIO_AUTH_TOKEN: twilioAccount.authToken,
        TWILIO_FROM: 'Comune',
      },
      signature,
    );
    await sms.send(message());
    expect(twilio.calls[0]?.has('StatusCallback')).toBe(false);
    await twilio.close();
  });
});

describe('a mail server that wants a closed line', () => {
  let starttls: Awaited<ReturnType<typeof smtpDouble>>;
  let tls: Awaited<ReturnType<typeof smtpDouble>>;
  let clear: Awaited<ReturnType<typeof smtpDouble>>;

  beforeAll(async () => {
    starttls = await smtpDouble(certificate);
    tls = await smtpDouble({ ...certificate, secure: true });
    clear = await smtpDouble();
  });
  afterAll(() => Promise.all([starttls.close(), tls.close(), clear.close()]));

  const server = (changes: Partial<SmtpServer>): SmtpServer => ({
    ...sender,
    address: starttls.address,
    security: 'starttls',
    credentials: smtpCredentials,
    ca: certificate.cert,
    patienceMs: 2_000,
    ...changes,
  });

  it('gets one, by STARTTLS or from the first byte, with our password', async () => {
    await smtpGateway(server({})).send(mail());
    await smtpGateway(server({ address: tls.address, security: 'tls' })).send(mail());
    expect([starttls.taken.length, tls.taken.length]).toEqual([1, 1]);
  });

  it.each<[string, () => Partial<SmtpServer>]>([
    ['cannot close it', () => ({ address: clear.address })],
    ['shows a certificate of nobody we know', () => ({ ca: undefined })],
    ['knows another password', () => ({ credentials: { ...smtpCredentials, password: 'another' } })],
  ])('gets no mail where it %s, until that is mended', async (_, changes) => {
    const fault = await smtpGateway(server(changes()))
      .send(mail())
      .catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(Error);
    expect(fault).not.toBeInstanceOf(PermanentRefusal);
    expect(String(fault)).not.toMatch(/luigi|another/);
    expect([starttls.taken.length, clear.taken.length]).toEqual([1, 0]);
  });
});
