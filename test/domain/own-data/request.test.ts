import { describe, expect, it } from 'vitest';
import {
  ownDataStatuses,
  ownDataStatusAfter,
  type OwnDataEvent,
  type OwnDataStatus,
} from '../../../domain/own-data/request';
import { answerTerm, answerTerms, extension } from '../../../domain/own-data/terms';

const at = { answerBy: '2026-12-26T12:00:00.000Z', warnAt: '2026-12-19T12:00:00.000Z' };
const events: OwnDataEvent[] = [
  { kind: 'asked', request: 'export', ...at },
  { kind: 'asked', request: 'erasure', ...at },
  { kind: 'extended', ...at },
  { kind: 'decided', outcome: 'accolta' },
  { kind: 'ready' },
  { kind: 'expired' },
  { kind: 'performed' },
];

describe('a request about own data', () => {
  it('goes these ways and no other', () => {
    const moves = [null, ...ownDataStatuses].flatMap((from: OwnDataStatus | null) =>
      events.flatMap((event) => {
        const to = ownDataStatusAfter(from, event);
        return to === null ? [] : [`${from ?? ''} ${event.kind} → ${to}`];
      }),
    );
    expect(moves).toEqual([
      ' asked → in preparazione',
      ' asked → da decidere',
      'in preparazione ready → pronta',
      'pronta expired → scaduta',
      'da decidere extended → da decidere',
      'da decidere decided → decisa',
      'decisa performed → eseguita',
    ]);
  });

  it('is answered within a month, or two more', () => {
    const first = answerTerms(new Date('2026-11-26T11:00:00Z'), answerTerm);
    expect(first).toEqual({ answerBy: '2026-12-26T11:00:00.000Z', warnAt: '2026-12-19T11:00:00.000Z' });
    expect(answerTerms(new Date(first.answerBy), extension).answerBy).toBe('2027-02-26T11:00:00.000Z');
    expect(answerTerms(new Date('2027-01-31T11:00:00Z'), answerTerm).answerBy).toMatch(/^2027-02-28/);
  });
});
