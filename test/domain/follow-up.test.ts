import { describe, expect, it } from 'vitest';
import { failureReasons } from '../../domain/delivery';
import { remedyFor, repeatableFor, subjectOf } from '../../domain/follow-up';
import { messageExamples } from '../../domain/message-examples';
import type { MessageKind } from '../../domain/messages';
import { after } from '../../domain/calendar';

const createdAt = new Date('2026-11-20T10:00:00Z');
const now = new Date('2026-11-21T10:00:00Z');
const kinds = Object.keys(messageExamples) as MessageKind[];

describe('what can be done about a message that did not arrive', () => {
  it('is never to send a password, a code or the address of a new password as it was', () => {
    const secret = kinds.filter((kind) => {
      const params = messageExamples[kind];
      const voucher = 'code' in params && kind.startsWith('voucher');
      return voucher || 'token' in params || 'part' in params || 'temporaryPassword' in params;
    });
    expect(secret.length).toBeGreaterThan(5);
    for (const kind of secret) {
      for (const failure of failureReasons) {
        expect(remedyFor({ kind, failure, createdAt }, now)).toBe('anew');
      }
    }
  });

  it.each([
    ['unreachable', 'again'],
    ['given-up', 'again'],
    ['refused', 'again'],
    ['filtered', 'again'],
    ['unknown-recipient', 'another-way'],
    ['unsubscribed', 'another-way'],
  ] as const)('of a decision, where it failed as %s, is %s', (failure, remedy) => {
    expect(remedyFor({ kind: 'application-rejected', failure, createdAt }, now)).toBe(remedy);
  });

  it('is nothing that would say what is no longer true', () => {
    const reminder = { kind: 'answer-lapsing', failure: 'unreachable', createdAt } as const;
    expect(remedyFor(reminder, now)).toBe('too-late');
    const decision = { ...reminder, kind: 'application-rejected' } as const;
    const end = after(createdAt, repeatableFor);
    expect(remedyFor(decision, new Date(end.getTime() - 1))).toBe('again');
    expect(remedyFor(decision, end)).toBe('too-late');
  });

  it('belongs to somebody: every kind has its subject', () => {
    const of = (wanted: string) => kinds.filter((kind) => subjectOf(kind) === wanted);
    for (const kind of kinds.filter((each) => 'applicationId' in messageExamples[each])) {
      expect(of('application')).toContain(kind);
    }
    for (const kind of kinds.filter((each) => each.startsWith('ticket-')))
      expect(of('ticket')).toContain(kind);
    expect(of('access')).toEqual(
      kinds.filter((kind) =>
        /^(credentials|password-|sign-in-|second-|identity-|pin-|mandate-|own-data-)/.test(kind),
      ),
    );
  });
});
