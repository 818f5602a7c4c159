import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApplicationEvent, ApplicationEventKind, EventOf } from '../../../domain/application/events';
import { lifeAfter, type Life } from '../../../domain/application/life';
import { writeRegistration } from '../../../domain/application/registration';
import {
  applicationStatuses,
  foldStatus,
  statusAfter,
  type ApplicationStatus,
} from '../../../domain/application/status';

/** An example of every event there is. */
const examples: { [K in ApplicationEventKind]: EventOf<K> } = {
  opened: { kind: 'opened', remindAt: '2021-04-20T10:00:00Z', discardAt: '2021-05-30T10:00:00Z' },
  submitted: { kind: 'submitted', warnAt: '2021-04-25T06:49:21Z', decideBy: '2021-04-30T06:49:21Z' },
  'taken-in-charge': { kind: 'taken-in-charge', operatorId: 'operator' },
  'put-back': { kind: 'put-back' },
  'clarification-requested': {
    kind: 'clarification-requested',
    requestId: 'request',
    answerBy: '2021-04-15T21:59:59Z',
    remindAt: '2021-04-13T21:59:59Z',
    suspends: true,
  },
  'rejection-announced': {
    kind: 'rejection-announced',
    requestId: 'request',
    answerBy: '2021-04-15T21:59:59Z',
    remindAt: '2021-04-13T21:59:59Z',
    suspends: true,
  },
  'citizen-answered': {
    kind: 'citizen-answered',
    requestId: 'request',
    warnAt: '2021-05-05T06:49:21Z',
    decideBy: '2021-05-10T06:49:21Z',
  },
  'answer-lapsed': {
    kind: 'answer-lapsed',
    requestId: 'request',
    warnAt: '2021-05-05T06:49:21Z',
    decideBy: '2021-05-10T06:49:21Z',
  },
  'approval-proposed': { kind: 'approval-proposed', proposalId: 'proposal' },
  'proposal-returned': { kind: 'proposal-returned', proposalId: 'proposal' },
  'wait-listed': { kind: 'wait-listed', decisionId: 'decision', amountCents: 30_000 },
  'review-requested': {
    kind: 'review-requested',
    reviewId: 'review',
    warnAt: '2021-06-05T06:49:21Z',
    decideBy: '2021-06-10T06:49:21Z',
  },
  annulled: { kind: 'annulled' },
  approved: { kind: 'approved', decisionId: 'decision', amountCents: 30_000 },
  rejected: { kind: 'rejected', decisionId: 'decision' },
  withdrawn: { kind: 'withdrawn' },
  discarded: { kind: 'discarded' },
  'voucher-issued': {
    kind: 'voucher-issued',
    voucherId: 'voucher',
    noticesAt: ['2021-08-30T10:00:00Z'],
    expiresAt: '2021-09-30T10:00:00Z',
  },
  'voucher-exhausted': { kind: 'voucher-exhausted', closesAt: '2021-04-02T10:00:00Z' },
  'voucher-replenished': { kind: 'voucher-replenished' },
  'voucher-expired': { kind: 'voucher-expired' },
  'voucher-blocked': { kind: 'voucher-blocked' },
  'voucher-unblocked': { kind: 'voucher-unblocked' },
  'voucher-extended': { kind: 'voucher-extended', noticesAt: [], expiresAt: '2021-12-31T22:59:59Z' },
  'voucher-code-replaced': { kind: 'voucher-code-replaced' },
  'voucher-code-resent': { kind: 'voucher-code-resent' },
  revoked: { kind: 'revoked' },
};

const kinds = Object.keys(examples) as ApplicationEventKind[];

/** The manual's life of an application (§§ 2.10–2.12): what may happen in each state, and where it leads. */
const manual: Record<
  ApplicationStatus | 'nothing',
  Partial<Record<ApplicationEventKind, ApplicationStatus>>
> = {
  nothing: { opened: 'bozza' },
  bozza: { submitted: 'presentata', discarded: 'annullata' },
  presentata: {
    'taken-in-charge': 'presentata',
    'put-back': 'presentata',
    'clarification-requested': 'presentata',
    'rejection-announced': 'presentata',
    'citizen-answered': 'presentata',
    'answer-lapsed': 'presentata',
    'approval-proposed': 'presentata',
    'proposal-returned': 'presentata',
    'wait-listed': 'presentata',
    approved: 'approvata',
    rejected: 'respinta',
    withdrawn: 'annullata',
    annulled: 'annullata',
  },
  approvata: {
    'voucher-issued': 'approvata',
    'voucher-exhausted': 'approvata',
    'voucher-replenished': 'approvata',
    'voucher-expired': 'approvata',
    'voucher-blocked': 'approvata',
    'voucher-unblocked': 'approvata',
    'voucher-extended': 'approvata',
    'voucher-code-replaced': 'approvata',
    'voucher-code-resent': 'approvata',
    revoked: 'annullata',
  },
  respinta: { 'review-requested': 'presentata' },
  annullata: {},
};

const everyPair = [null, ...applicationStatuses].flatMap((status) =>
  kinds.map((kind) => ({ status, kind, next: manual[status ?? 'nothing'][kind] ?? null })),
);

describe('what may happen to an application', () => {
  it.each(everyPair.filter(({ next }) => next !== null))(
    '$kind leads from $status to $next',
    ({ status, kind, next }) => {
      expect(statusAfter(status, kind)).toBe(next);
    },
  );

  it.each(everyPair.filter(({ next }) => next === null))(
    '$kind is refused in $status',
    ({ status, kind }) => {
      expect(statusAfter(status, kind)).toBeNull();
    },
  );

  it('ends with a withdrawal, an annulment or a discard: a refusal may be reviewed', () => {
    const ends = applicationStatuses.filter((status) =>
      kinds.every((kind) => statusAfter(status, kind) === null),
    );
    expect(ends).toEqual(['annullata']);
  });

  it('never undoes the sending: nothing leads back to bozza', () => {
    const back = everyPair.filter(
      ({ status, kind }) => status !== null && statusAfter(status, kind) === 'bozza',
    );
    expect(back).toEqual([]);
  });
});

describe('the fold of an application’s events', () => {
  it.each([
    [['opened'], 'bozza'],
    [['opened', 'submitted'], 'presentata'],
    [['opened', 'discarded'], 'annullata'],
    [['opened', 'submitted', 'taken-in-charge', 'taken-in-charge', 'rejected'], 'respinta'],
    [['opened', 'submitted', 'withdrawn'], 'annullata'],
    [['opened', 'submitted', 'approved', 'voucher-issued', 'voucher-exhausted'], 'approvata'],
  ] as [ApplicationEventKind[], ApplicationStatus][])('of %j is %s', (events, status) => {
    expect(foldStatus(events)).toBe(status);
  });

  it.each([
    ['no event at all', []],
    ['a life without an opening', ['submitted']],
    ['two openings', ['opened', 'opened']],
    ['a decision on a draft', ['opened', 'approved']],
    ['two decisions', ['opened', 'submitted', 'approved', 'rejected']],
    ['a withdrawal after the decision', ['opened', 'submitted', 'rejected', 'withdrawn']],
    ['a discard after the sending', ['opened', 'submitted', 'discarded']],
    ['a voucher without an approval', ['opened', 'submitted', 'voucher-issued']],
  ] as [string, ApplicationEventKind[]][])('fails on an impossible life: %s', (_, events) => {
    expect(() => foldStatus(events)).toThrow();
  });

  it('is where the events lead one by one, and fails exactly where one of them is refused', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 12 }), (events) => {
        let status: ApplicationStatus | null = null;
        for (const [index, kind] of events.entries()) {
          status = statusAfter(status, kind);
          const soFar = events.slice(0, index + 1);
          if (status === null) {
            expect(() => foldStatus(soFar)).toThrow();
            return;
          }
          expect(foldStatus(soFar)).toBe(status);
        }
      }),
    );
  });
});

/** Walks along events that may follow, chosen by the numbers. */
function walk(choices: number[]): ApplicationEvent[] {
  const events: ApplicationEvent[] = [];
  let life: Life | null = null;
  for (const choice of choices) {
    const possible: ApplicationEvent[] = kinds
      .map((kind) => examples[kind])
      .filter((event) => follows(life, event));
    const event = possible[choice % possible.length];
    if (!event) break;
    events.push(event);
    life = lifeAfter(life, event);
  }
  return events;
}

function follows(life: Life | null, event: ApplicationEvent): boolean {
  try {
    lifeAfter(life, event);
    return true;
  } catch {
    return false;
  }
}

const lives = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 20 }).map(walk);

const foldLife = (events: ApplicationEvent[]): Life => {
  const life = events.reduce<Life | null>(lifeAfter, null);
  if (life === null) throw new Error('no events');
  return life;
};

describe('the life a workflow remembers', () => {
  it('has the status of the fold of the same events', () => {
    fc.assert(
      fc.property(lives, (events) => {
        expect(foldLife(events).status).toBe(foldStatus(events.map(({ kind }) => kind)));
      }),
    );
  });

  it('never comes to an impossible state, whatever walk it takes', () => {
    fc.assert(
      fc.property(lives, (events) => {
        const { status, draft, review, voucher } = foldLife(events);
        const happened = (kind: ApplicationEventKind): boolean => events.some((event) => event.kind === kind);
        expect(draft).toEqual({ remindAt: examples.opened.remindAt, discardAt: examples.opened.discardAt });
        expect(review !== null).toBe(happened('submitted'));
        expect(voucher !== null).toBe(happened('voucher-issued'));
        if (['presentata', 'approvata', 'respinta'].includes(status)) expect(review).not.toBeNull();
        if (voucher !== null) {
          expect(status).toBe(voucher.status === 'revocato' ? 'annullata' : 'approvata');
          if (voucher.status === 'attivo') expect(voucher.closesAt).toBeNull();
          if (voucher.status === 'esaurito') expect(voucher.closesAt).not.toBeNull();
        }
      }),
    );
  });

  it('carries the terms of its events', () => {
    const life = foldLife([
      examples.opened,
      examples.submitted,
      examples.approved,
      examples['voucher-issued'],
    ]);
    expect(life).toEqual({
      status: 'approvata',
      draft: { remindAt: '2021-04-20T10:00:00Z', discardAt: '2021-05-30T10:00:00Z' },
      review: { warnAt: '2021-04-25T06:49:21Z', decideBy: '2021-04-30T06:49:21Z', asked: null },
      phase: null,
      reviewUntil: null,
      voucher: {
        id: 'voucher',
        status: 'attivo',
        noticesAt: ['2021-08-30T10:00:00Z'],
        expiresAt: '2021-09-30T10:00:00Z',
        closesAt: null,
      },
    });
  });

  it('refills an exhausted voucher by a void, and ends it by its day', () => {
    const approved = [examples.opened, examples.submitted, examples.approved];
    const spent: ApplicationEvent[] = [
      ...approved,
      examples['voucher-issued'],
      examples['voucher-exhausted'],
    ];
    expect(foldLife(spent).voucher).toMatchObject({ status: 'esaurito', closesAt: '2021-04-02T10:00:00Z' });
    const refilled: ApplicationEvent[] = [...spent, examples['voucher-replenished']];
    expect(foldLife(refilled).voucher).toMatchObject({ status: 'attivo', closesAt: null });
    expect(foldLife([...refilled, examples['voucher-expired']]).voucher).toMatchObject({ status: 'scaduto' });
  });

  it.each(everyPair.filter(({ next }) => next === null))(
    'refuses $kind in $status rather than act on a wrong story',
    ({ status, kind }) => {
      const life: Life | null = status && { ...foldLife([examples.opened]), status };
      expect(() => lifeAfter(life, examples[kind])).toThrow(kind);
    },
  );

  it.each(['voucher-exhausted', 'voucher-replenished', 'voucher-expired'] as const)(
    'refuses %s where no voucher was issued',
    (kind) => {
      const approved = foldLife([examples.opened, examples.submitted, examples.approved]);
      expect(() => lifeAfter(approved, examples[kind])).toThrow(kind);
    },
  );

  it('leaves the life it was given as it was', () => {
    const before = foldLife([examples.opened, examples.submitted]);
    const copy = structuredClone(before);
    lifeAfter(before, examples.approved);
    expect(before).toEqual(copy);
  });
});

describe('a protocol number', () => {
  it('is written with its year', () => {
    expect(writeRegistration({ number: 11_625, year: 2021 })).toBe('11625/2021');
  });
});
