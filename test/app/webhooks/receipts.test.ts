import { createHmac } from 'node:crypto';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { v7 as newId } from 'uuid';
import { describe, expect, it } from 'vitest';
import { resendReceipt } from '../../../app/_webhooks/resend';
import { twilioReceipt } from '../../../app/_webhooks/twilio';

const messageId = newId();

describe('a receipt of Twilio', () => {
  const token = 'token-of-the-account';
  const address = `https://buoni.example.org/api/webhooks/twilio?message=${messageId}`;

  const read = (
    params: Record<string, string>,
    forged: { url?: string; signature?: string; token?: string } = {},
  ) =>
    twilioReceipt(
      {
        url: forged.url ?? address,
        signature: forged.signature ?? getExpectedTwilioSignature(forged.token ?? token, address, params),
        body: new URLSearchParams(params).toString(),
      },
      token,
    );
  const status = (MessageStatus: string, more: Record<string, string> = {}) =>
    read({ MessageSid: 'SM1', MessageStatus, To: '+393331234567', ...more });

  it.each([
    ['queued', 'inviato'],
    ['sent', 'inviato'],
    ['delivered', 'consegnato'],
  ])('%s: the message is %s', (told, becomes) => {
    expect(status(told)).toEqual({
      source: 'twilio',
      key: `SM1:${told}`,
      messageId,
      providerId: 'SM1',
      told: { status: becomes },
      code: null,
    });
  });

  it.each([
    ['undelivered', '30003', 'unreachable'],
    ['undelivered', '30005', 'unknown-recipient'],
    ['undelivered', '30007', 'filtered'],
    ['failed', '21610', 'unsubscribed'],
    ['failed', '99999', 'refused'],
  ])('%s (%s): it did not arrive, %s', (told, ErrorCode, reason) => {
    expect(status(told, { ErrorCode })).toMatchObject({
      told: { status: 'non riuscito', reason },
      code: ErrorCode,
    });
  });

  it('tells nothing by a word that nobody knows, or of no message', () => {
    expect(status('receiving')).toBeNull();
    const bare = 'https://buoni.example.org/api/webhooks/twilio';
    const params = { MessageSid: 'SM1', MessageStatus: 'sent' };
    expect(
      read(params, { url: bare, signature: getExpectedTwilioSignature(token, bare, params) }),
    ).toBeNull();
  });

  it.each([
    ['none', { signature: '' }],
    ['another’s', { token: 'token-of-another' }],
    ['of another message', { url: address.replace(messageId, newId()) }],
    ['of another address', { url: address.replace('buoni.', 'altro.') }],
  ])('is refused with a signature that is %s', (_, forged) => {
    expect(read({ MessageSid: 'SM1', MessageStatus: 'delivered' }, forged)).toBe('bad-signature');
  });

  it('is refused where a letter of it was changed', () => {
    const signature = getExpectedTwilioSignature(token, address, {
      MessageSid: 'SM1',
      MessageStatus: 'failed',
    });
    expect(read({ MessageSid: 'SM1', MessageStatus: 'delivered' }, { signature })).toBe('bad-signature');
  });
});

describe('a receipt of Resend', () => {
  const key = Buffer.from('a-secret-of-the-endpoint');
  const keys = { apiKey: 're_1', webhookSecret: `whsec_${key.toString('base64')}` };
  const now = () => Math.floor(Date.now() / 1000);

  const sign = (id: string, timestamp: number, body: string, by = key) =>
    `v1,${createHmac('sha256', by).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

  const read = (event: object, timestamp = now(), change: (body: string) => string = (body) => body) => {
    const body = JSON.stringify(event);
    const signature = sign('msg_1', timestamp, body);
    return resendReceipt({ id: 'msg_1', timestamp: String(timestamp), signature, body: change(body) }, keys);
  };
  const event = (type: string, data: object = {}) => ({
    type,
    data: { email_id: 'e-1', to: ['luigi@example.org'], tags: { message: messageId }, ...data },
  });

  it.each([
    ['email.sent', 'inviato'],
    ['email.delivery_delayed', 'inviato'],
    ['email.delivered', 'consegnato'],
  ])('%s: the message is %s', (type, becomes) => {
    expect(read(event(type))).toEqual({
      source: 'resend',
      key: 'msg_1',
      messageId,
      providerId: 'e-1',
      told: { status: becomes },
      code: null,
    });
  });

  it.each([
    [
      'email.bounced',
      { bounce: { type: 'Permanent', subType: 'General', message: 'luigi' } },
      'unknown-recipient',
      'Permanent General',
    ],
    [
      'email.bounced',
      { bounce: { type: 'Transient', subType: 'MailboxFull', message: '' } },
      'unreachable',
      'Transient MailboxFull',
    ],
    ['email.suppressed', { suppressed: {} }, 'filtered', 'email.suppressed'],
    ['email.failed', { failed: { reason: 'luigi' } }, 'refused', 'email.failed'],
  ])('%s %j: it did not arrive, %s', (type, data, reason, code) => {
    expect(read(event(type, data))).toMatchObject({ told: { status: 'non riuscito', reason }, code });
  });

  it('tells nothing of a message by other events, or of a mail that is not ours', () => {
    expect(read(event('email.opened'))).toBeNull();
    expect(read(event('contact.created'))).toBeNull();
    expect(read(event('email.delivered', { tags: undefined }))).toBeNull();
  });

  it('is refused unsigned, signed by another, changed on the way, or of another time', () => {
    const body = JSON.stringify(event('email.delivered'));
    const call = { id: 'msg_1', timestamp: String(now()), body };
    expect(resendReceipt({ ...call, signature: null }, keys)).toBe('bad-signature');
    expect(resendReceipt({ ...call, signature: 'v1,' }, keys)).toBe('bad-signature');
    const other = sign('msg_1', now(), body, Buffer.from('a-secret-of-another-one'));
    expect(resendReceipt({ ...call, signature: other }, keys)).toBe('bad-signature');
    expect(read(event('email.delivered'), now(), (text) => text.replace('e-1', 'e-2'))).toBe('bad-signature');
    for (const seconds of [-301, 302]) {
      expect(read(event('email.delivered'), now() + seconds)).toBe('bad-signature');
    }
    expect(read(event('email.delivered'), now() - 290)).not.toBe('bad-signature');
  });

  it('is taken where one of several signatures is right: keys are changed without a gap', () => {
    const body = JSON.stringify(event('email.delivered'));
    const signature = `v1,${'A'.repeat(43)}= ${sign('msg_1', now(), body)}`;
    expect(resendReceipt({ id: 'msg_1', timestamp: String(now()), signature, body }, keys)).toMatchObject({
      messageId,
    });
  });

  it('is refused with words that are no event', () => {
    const signature = sign('msg_1', now(), 'ciao');
    expect(resendReceipt({ id: 'msg_1', timestamp: String(now()), signature, body: 'ciao' }, keys)).toBe(
      'bad-signature',
    );
  });
});
