import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageExamples as examples } from '../../domain/message-examples';
import { channelOf, writeMessage, type MessageKind, type MessageParams } from '../../domain/messages';
import { applicationNotices, noticeOn, ticketNotices } from '../../domain/notices';
import { isGsm7 } from '../support/gsm7';
import { gulpease } from '../support/gulpease';

const sender = { name: 'Comune di Assemini', url: 'https://buoni.example.org' };
const { applicationId, registration } = examples['submission-receipt'];

const kinds = Object.keys(examples) as MessageKind[];
const smsKinds: MessageKind[] = [
  'pin-first-part-sms',
  'voucher-code',
  'voucher-code-again',
  'voucher-code-new',
  'voucher-expiring',
  'voucher-extended',
];

/** Writes a message of any kind with its own parameters. */
function written<K extends MessageKind>(kind: K, params: MessageParams[K] = examples[kind], from = sender) {
  return writeMessage(kind, params, from);
}

describe('every message', () => {
  it.each(kinds)('%s goes by the channel it is meant for, and only mail has a subject', (kind) => {
    const sms = smsKinds.includes(kind);
    expect(channelOf(kind)).toBe(sms ? 'sms' : 'email');
    expect(written(kind).subject === null).toBe(sms);
    expect(written(kind).subject).not.toBe('');
  });

  it.each(kinds)('%s says everything it was given, and nothing undefined', (kind) => {
    const { subject, text } = written(kind);
    const words = `${subject ?? ''}\n${text}`;
    expect(words).not.toMatch(/\bundefined\b|\bnull\b|NaN|\[object|\$\{/);
    const said = Object.entries(examples[kind]).map(([name, value]) =>
      name.endsWith('Cents') ? { 30_000: '300,00', 26_400: '264,00' }[Number(value)] : String(value),
    );
    expect(said.filter((each) => each === undefined || !words.includes(each))).toEqual([]);
  });

  it('does not send somebody whose access closes to a page behind it, without saying so', () => {
    const { text } = written('own-data-decided', { givenName: 'Luigi', erases: true });
    expect(text).toContain('si chiude subito anche il tuo accesso');
    expect(gulpease(text.replaceAll(/\S*https:\S+/g, '').split('\n'))).toBeGreaterThanOrEqual(60);
    expect(written('own-data-decided').text).not.toContain('si chiude');
  });

  it.each(kinds)('%s is signed by the municipality', (kind) => {
    expect(written(kind).text).toContain('Comune di Assemini');
  });

  it.each(kinds)('%s reads easily', (kind) => {
    const words = written(kind).text.replaceAll(/\S*https:\S+/g, '');
    expect(gulpease(words.split('\n'))).toBeGreaterThanOrEqual(60);
  });

  it.each([
    ['credentials', '/accedi'],
    ['password-recovery', '/recupera-password/token-of-the-mail'],
    ['draft-reminder', `/domande/${applicationId}`],
    ['submission-receipt', `/domande/${applicationId}/ricevuta`],
    ['application-rejected', `/domande/${applicationId}`],
    ['voucher-blocked', `/domande/${applicationId}`],
    ['voucher-blocked', '/assistenza'],
    ['approval-revoked', `/domande/${applicationId}`],
    ['decision-warning', `/operatore/domande/${applicationId}`],
    ['decision-overdue', `/operatore/domande/${applicationId}`],
    ['decision-escalated', `/operatore/domande/${applicationId}`],
    ['clarification-requested', `/domande/${applicationId}`],
    ['password-changed', '/recupera-password'],
    ['sign-in-tries', '/recupera-password'],
    ['second-factor-changed', '/accesso'],
    ['rejection-announced', `/domande/${applicationId}`],
    ['answer-lapsing', `/domande/${applicationId}`],
    ['clarification-received', `/operatore/domande/${applicationId}`],
    ['application-annulled', `/domande/${applicationId}`],
    ['review-requested', `/operatore/domande/${applicationId}`],
    ['review-received', `/domande/${applicationId}`],
    ['ticket-opened', '/assistenza/ABCD2345?chiave=secret-of-the-mail'],
    ['ticket-answered', '/assistenza/ABCD2345?chiave=secret-of-the-mail'],
    ['ticket-resolved', '/assistenza/ABCD2345?chiave=secret-of-the-mail'],
    ['ticket-waiting', '/assistenza/ABCD2345?chiave=secret-of-the-mail'],
    ['ticket-closing-soon', '/assistenza/ABCD2345?chiave=secret-of-the-mail'],
    ['ticket-merged', '/assistenza/ABCD2345?chiave=secret-of-the-mail'],
    ['ticket-link', '/assistenza/ABCD2345?chiave=secret-of-the-mail'],
    ['ticket-overdue', '/supporto/ABCD2345'],
    ['ticket-at-risk', '/supporto/ABCD2345'],
    ['ticket-escalated', '/supporto/ABCD2345'],
    ['merchant-accepted', '/accedi'],
    ['merchant-accepted', '/esercente/negozio'],
    ['merchant-suspended', '/assistenza'],
  ] as [MessageKind, string][])('%s leads to %s', (kind, path) => {
    expect(written(kind).text).toMatch(
      new RegExp(`https://buoni\\.example\\.org${path.replace('?', '\\?')}(\\s|\\.|$)`),
    );
  });
});

describe('the receipt', () => {
  it('has the protocol number in its subject and in its text', () => {
    const { subject, text } = written('submission-receipt');
    expect(subject).toContain(registration);
    expect(text).toContain(registration);
  });
});

describe('an SMS', () => {
  const code = fc.string({
    unit: fc.constantFrom(...'ABCDEFGHJKMNPQRSTUVWXYZ23456789'),
    minLength: 7,
    maxLength: 7,
  });
  const expiresOn = fc.constant('31/12/2026');
  const names = fc.oneof(
    fc.constantFrom(
      'Comune di Assemini',
      'Comune di San Valentino in Abruzzo Citeriore',
      'Comune di Sant’Angelo a Fasanella',
      'Gemeinde Sankt Leonhard in Passeier – Comune di San Leonardo in Passiria',
      'Comune di Salorno sulla strada del vino / Salurn an der Weinstraße',
      'Občina Devin Nabrežina',
      'Unione dei Comuni Montani dell’Appennino Reggiano e della Valle del Secchia (Provincia di Reggio Emilia)',
    ),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );
  const programmes = fc.constantFrom(
    'Buoni Spesa',
    'Buoni spesa per l’emergenza alimentare – DL 73/2021 art. 53 (secondo avviso)',
    'Bonus per l’infanzia “Crescere insieme”',
    'Voucher per l’acquisto di generi alimentari, farmaci e prodotti per l’igiene personale e della casa',
  );
  const amountCents = fc.integer({ min: 1, max: 999_999_999 });

  it('fits into one segment of 160 letters and still tells code, amount and day, however long the names', () => {
    fc.assert(
      fc.property(
        names,
        programmes,
        code,
        amountCents,
        expiresOn,
        (name, programme, ...[voucher, cents, day]) => {
          const from = { ...sender, name };
          const approved = { programme, code: voucher, amountCents: cents, expiresOn: day };
          const expiring = { code: voucher, balanceCents: cents, expiresOn: day };
          const prolonged = written('voucher-extended', { balanceCents: cents, expiresOn: day }, from).text;
          expect(prolonged.length).toBeLessThanOrEqual(160);
          expect(prolonged).toContain('31/12/2026');
          const texts = [
            written('voucher-code', approved, from).text,
            written('voucher-code-again', expiring, from).text,
            written('voucher-code-new', expiring, from).text,
            written('voucher-expiring', expiring, from).text,
          ];
          for (const text of texts) {
            expect(text.length).toBeLessThanOrEqual(160);
            expect(isGsm7(text)).toBe(true);
            expect(text).toContain(voucher);
            expect(text).toContain('31/12/2026');
            expect(text).toMatch(/[\d.]+,\d\d euro/);
          }
        },
      ),
    );
  });

  it('is worded in full where it fits', () => {
    expect(written('voucher-code').text).toBe(
      'Comune di Assemini: Buoni Spesa approvato. Codice URUT4F6, 300,00 euro, da usare entro il 30/09/2021.',
    );
    expect(written('voucher-expiring').text).toBe(
      'Comune di Assemini: il buono URUT4F6 ha ancora 264,00 euro. Usalo entro il 30/09/2021.',
    );
  });

  it('leaves out the programme before the municipality', () => {
    const programme = 'Voucher per l’acquisto di generi alimentari, farmaci e prodotti per la casa';
    expect(written('voucher-code', { ...examples['voucher-code'], programme }).text).toBe(
      'Comune di Assemini: domanda approvata. Codice URUT4F6, 300,00 euro, da usare entro il 30/09/2021.',
    );
  });
});

describe('the notices of a workflow', () => {
  it('go to a telephone by SMS and to everybody else by mail', () => {
    const channels = Object.entries({ ...applicationNotices, ...ticketNotices }).map(
      ([notice, recipient]) => [channelOf(notice as MessageKind), recipient],
    );
    expect(
      channels.filter(([channel, recipient]) => (channel === 'sms') !== (recipient === 'mobile')),
    ).toEqual([]);
  });

  it('tell citizen and office of what happened as soon as it has', () => {
    expect(noticeOn).toEqual({
      submitted: 'submission-receipt',
      'wait-listed': 'application-waiting',
      approved: 'application-approved',
      rejected: 'application-rejected',
      'voucher-issued': 'voucher-code',
      'voucher-code-resent': 'voucher-code-again',
      'voucher-code-replaced': 'voucher-code-new',
      'voucher-unblocked': 'voucher-code-again',
      'voucher-extended': 'voucher-extended',
      'voucher-blocked': 'voucher-blocked',
      revoked: 'approval-revoked',
      'clarification-requested': 'clarification-requested',
      'rejection-announced': 'rejection-announced',
      'citizen-answered': 'clarification-received',
      annulled: 'application-annulled',
      'review-requested': ['review-requested', 'review-received'],
    });
  });
});
