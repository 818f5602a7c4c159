import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import {
  GatewayBusy,
  PermanentRefusal,
  type MessageGateway,
  type OutgoingMessage,
} from '../../../integrations/messages/port';
import type { Carrier, Mood, Taken } from '../../support/doubles/carrier';

/** A gateway, and what its double took; nothing is seen of one that delivers nowhere. */
export interface Subject {
  gateway: MessageGateway;
  carrier: Carrier | null;
}

export interface Traits {
  channel: 'sms' | 'email';
  /** Whether its carrier can be out of order, and says how long it wants to be left alone. */
  fails: 'and says for how long' | 'without a word' | 'never';
}

const secrets = /token-of-the-account|re_key_of_the_account|password-of-the-server|example\.org|333123/;

/** What every gateway promises, whoever carries. */
export function gatewayContract(name: string, { channel, fails }: Traits, open: () => Promise<Subject>) {
  const recipient = channel === 'sms' ? '+393331234567' : 'luigi.giallo@example.org';

  const message = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
    idempotencyKey: newId(),
    recipient,
    subject: channel === 'sms' ? null : 'Buoni Spesa: è arrivata la risposta',
    text: `Il codice è URUT4F6.\n\nPerché «così»? ${newId()}`,
    ...(channel === 'email' && { html: '<p lang="it">Il codice è <b>URUT4F6</b>.</p>' }),
    triedSince: null,
    ...changes,
  });

  describe(`a gateway of messages, ${name}`, () => {
    let gateway: MessageGateway;
    let carrier: Carrier | null;

    beforeAll(async () => {
      ({ gateway, carrier } = await open());
    });
    afterAll(() => carrier?.close());
    beforeEach(() => {
      if (carrier) carrier.mood = null;
    });

    const taken = (): Taken[] => carrier?.taken ?? [];
    const last = (): Taken | undefined => taken().at(-1);

    async function faultOf(how: Mood | null, sent = message()): Promise<Error> {
      if (carrier) carrier.mood = how;
      const fault = await gateway.send(sent).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (carrier) carrier.mood = null;
      if (!(fault instanceof Error)) throw new Error('it went through');
      expect(`${fault.message} ${String(fault.cause)}`).not.toMatch(secrets);
      expect(fault.message.length).toBeLessThan(100);
      return fault;
    }

    it('carries a message, letter by letter, and says what the carrier calls it', async () => {
      const sent = message();
      expect(await gateway.send(sent)).toMatch(/.{5,}/);
      if (!carrier) return;
      const { subject, text, html = null } = sent;
      expect(last()).toMatchObject({
        recipient,
        subject,
        text,
        html: html === null ? null : (expect.stringContaining(html) as string),
      });
    });

    it('carries a message that was handed over twice once', async () => {
      const sent = message();
      await gateway.send(sent);
      await gateway.send({ ...sent, triedSince: new Date() });
      expect(distinct(taken(), sent.text)).toBe(carrier ? 1 : 0);
    });

    it('carries two messages of one text twice', async () => {
      const { text } = message();
      for (let time = 0; time < 2; time++) await gateway.send(message({ text }));
      expect(distinct(taken(), text)).toBe(carrier ? 2 : 0);
    });

    it.each([
      'nobody',
      'Luigi <a@example.org>, b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      '+39',
      '',
    ])('refuses for good what is no address: %j', async (nowhere) => {
      const before = taken().length;
      const fault = await faultOf(null, message({ recipient: nowhere }));
      expect(fault).toBeInstanceOf(PermanentRefusal);
      expect(fault).toMatchObject({ reason: 'unknown-recipient' });
      expect(taken().length).toBe(before);
    });

    if (channel === 'email') {
      it('carries files byte by byte', async () => {
        const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256));
        const files = ['ricevuta-11625-2021.pdf', 'lettera.pdf'].map((file, index) => ({
          name: file,
          mediaType: 'application/pdf',
          bytes: bytes.subarray(index),
        }));
        await gateway.send(message({ attachments: files }));
        if (!carrier) return;
        expect(last()?.attachments.map(({ name: of, mediaType }) => [of, mediaType])).toEqual(
          files.map(({ name: of, mediaType }) => [of, mediaType]),
        );
        for (const [index, { bytes: arrived }] of (last()?.attachments ?? []).entries()) {
          expect(arrived.equals(files[index]?.bytes ?? Buffer.alloc(0))).toBe(true);
        }
      });

      it('lets no line of a subject become a header', async () => {
        const subject = 'Domanda di Luigi\r\nBcc: tutti@example.org\n\nCiao\u2028Cc: x@example.org';
        await gateway.send(message({ subject }));
        if (!carrier) return;
        expect(last()?.recipient).toBe(recipient);
        expect(last()?.headers).not.toHaveProperty('bcc');
        expect(last()?.headers).not.toHaveProperty('cc');
        expect(last()?.subject).toBe('Domanda di Luigi Bcc: tutti@example.org Ciao Cc: x@example.org');
        expect(last()?.text).toContain('URUT4F6');
      });

      it('says that no person wrote it, whose it is and where answers go', async () => {
        await gateway.send(message());
        if (!carrier) return;
        expect(last()?.headers).toMatchObject({
          'auto-submitted': 'auto-generated',
          'reply-to': expect.stringContaining('protocollo@comune.example') as string,
          from: expect.stringMatching(/^"Comune di .*" <noreply@comune\.example>$/) as string,
        });
      });
    }

    if (fails === 'never') return;

    it('left alone when its carrier asks for it, comes back when it says', async () => {
      const fault = await faultOf('busy');
      if (fails === 'and says for how long') {
        expect(fault).toBeInstanceOf(GatewayBusy);
        expect(fault).toMatchObject({ retryAfterMs: 7_000 });
      } else expect(fault).not.toBeInstanceOf(PermanentRefusal);
    });

    it.each<Mood>(['broken', 'silent', 'malformed', 'unmended'])('tries again: %s', async (mood) => {
      const fault = await faultOf(mood);
      expect(fault).not.toBeInstanceOf(PermanentRefusal);
      expect(fault).not.toBeInstanceOf(GatewayBusy);
      await gateway.send(message());
    });

    it('gives up what can never arrive, and says why', async () => {
      const fault = await faultOf('refused');
      expect(fault).toBeInstanceOf(PermanentRefusal);
      expect(fault).toMatchObject({ reason: 'unknown-recipient' });
    });

    it('delivers once a message whose answer was lost', async () => {
      const sent = message();
      const since = new Date();
      await faultOf('lost-answer', sent);
      expect(distinct(taken(), sent.text)).toBe(1);
      await gateway.send({ ...sent, triedSince: since });
      expect(distinct(taken(), sent.text)).toBe(1);
    });
  });
}

/** How many messages of a text its receiver has, copies apart. */
const distinct = (taken: readonly Taken[], text: string): number =>
  new Set(taken.filter((each) => each.text === text).map(({ identity }) => identity)).size;
