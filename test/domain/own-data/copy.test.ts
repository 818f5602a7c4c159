import { describe, expect, it } from 'vitest';
import { messageExamples as examples } from '../../../domain/message-examples';
import { writeMessage, type MessageKind } from '../../../domain/messages';
import { messageTitles } from '../../../domain/message-titles';
import { personalMessages, withoutSecrets } from '../../../domain/own-data/messages';
import { ownPart } from '../../../domain/own-data/registers';

const sender = { name: 'Comune di Assemini', url: 'https://buoni.example.org' };
const copied = (kind: MessageKind) =>
  withoutSecrets(kind, examples[kind], writeMessage(kind, examples[kind], sender));

describe('the messages of a copy', () => {
  it('are those to the person: the others are to people at work and to merchants', () => {
    const others = (Object.keys(messageTitles) as MessageKind[]).filter(
      (kind) => !personalMessages.includes(kind),
    );
    expect(others.filter((kind) => !/^(merchant|settlement)-/.test(kind))).toEqual([
      'decision-warning',
      'decision-overdue',
      'decision-escalated',
      'clarification-received',
      'review-requested',
      'ticket-overdue',
      'ticket-at-risk',
      'ticket-escalated',
      'own-data-to-decide',
      'own-data-due',
      'own-data-overdue',
    ]);
  });

  it('say all but what opens something', () => {
    // A new parameter is named here once somebody has thought whether it opens anything.
    const harmless = [
      ...[
        'givenName',
        'name',
        'programme',
        'applicationId',
        'registration',
        'registeredAt',
        'decideBy',
        'closesOn',
      ],
      ...[
        'amountCents',
        'balanceCents',
        'expiresOn',
        'answerBy',
        'merged',
        'erases',
        'username',
        'scheme',
        'by',
      ],
      ...['organisation', 'number', 'from', 'until'],
    ];
    const hidden = personalMessages.flatMap((kind) =>
      Object.entries(examples[kind])
        .filter(([name]) => !harmless.includes(name) && !(name === 'code' && kind.startsWith('ticket-')))
        .map(([name, value]) => ({ kind, name, value: String(value) })),
    );
    expect([...new Set(hidden.map(({ name }) => name))].sort()).toEqual([
      'code',
      'part',
      'secret',
      'temporaryPassword',
      'token',
    ]);
    for (const { kind, value } of hidden) {
      const { subject, text } = copied(kind);
      expect(`${subject} ${text}`).not.toContain(value);
    }
    expect(copied('credentials').text).toContain('Password: ••••');
    expect(copied('password-changed').text).toBe(
      writeMessage('password-changed', examples['password-changed'], sender).text,
    );
  });

  it('have no words before they are handed over', () => {
    expect(withoutSecrets('credentials', examples.credentials, { subject: null, text: null })).toEqual({
      subject: null,
      text: null,
    });
  });
});

describe('what a register said', () => {
  const person = (fiscalCode: string) => ({
    fiscalCode,
    familyName: 'F',
    givenName: 'G',
    birthDate: '1990-01-01',
    relation: null,
    municipality: null,
  });
  const household = { members: [person('ME'), person('DECLARED'), person('HIDDEN')] };
  const me = { fiscalCode: 'ME', proven: true };

  it('is of others no more than the person wrote, and how many they are', () => {
    expect(ownPart(household, me, 'ME', ['DECLARED', 'ELSEWHERE'])).toEqual({
      you: person('ME'),
      declaredMembers: ['DECLARED'],
      otherMembers: 1,
    });
  });

  it('is not told to who has not proved that it is theirs, nor of somebody else', () => {
    const unproven = { ...me, proven: false };
    expect(ownPart(household, unproven, 'ME', [])).toEqual({ withheld: 'identity-not-proven' });
    expect(ownPart(household, me, 'OTHER', [])).toEqual({ withheld: 'another-person' });
    expect(ownPart(household, { fiscalCode: null, proven: true }, null, [])).toEqual({
      withheld: 'another-person',
    });
  });
});
