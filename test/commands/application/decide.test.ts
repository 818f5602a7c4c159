import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideApplication, type Decision } from '../../../commands/application/decide';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import { decisions } from '../../../db/schema/applications';
import { transfers, vouchers } from '../../../db/schema/ledger';
import { openDecisionRow } from '../../../db/sealing/columns';
import { roles, system, type Actor } from '../../../domain/roles';
import { memberAnswers } from '../../support/form';
import {
  applicationOf,
  atOnce,
  balancesOf,
  expectSoundHistories,
  historyOf,
  tally,
} from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let slug: string;
let programmeId: string;
let operator: User;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug, id: programmeId } = await town.programme(rulesWith({ allocationCents: 100_000_000 })));
  operator = await town.user('operatore');
});
afterAll(() => town.close());

const approval = (amountCents = 30_000, reason: string | null = null): Decision => ({
  outcome: 'approvata',
  amountCents,
  reason,
});
const refusal = (reason = 'Fuori dai criteri'): Decision => ({ outcome: 'respinta', reason });

const decide = (actor: Actor, applicationId: string, decision: Decision) =>
  decideApplication(town.db, actor, { applicationId, decision });

const decisionsOn = (applicationId: string) =>
  town.db
    .select()
    .from(decisions)
    .where(eq(decisions.applicationId, applicationId))
    .then((rows) => rows.map((row) => openDecisionRow(row)));

const submitted = async (programme = slug) => town.submitted(await town.user('cittadino'), programme);

const notAllowed = { ok: false, error: { code: 'act-not-allowed' } };

/** That nothing at all came of a refused decision. */
async function expectUndecided(applicationId: string, programme = programmeId, fund?: number): Promise<void> {
  expect((await applicationOf(town.db, applicationId)).status).toBe('presentata');
  expect(await historyOf(town.db, applicationId)).toEqual(['opened', 'submitted']);
  expect(await decisionsOn(applicationId)).toEqual([]);
  expect((await balancesOf(town.db, applicationId)).voucher ?? 0).toBe(0);
  if (fund !== undefined) expect((await balancesOf(town.db, programme)).fund).toBe(fund);
}

describe('approving', () => {
  it('commits the amount from the fund at once; the voucher comes after', async () => {
    const id = await submitted();
    const { fund = 0 } = await balancesOf(town.db, programmeId);
    const { decisionId } = done(await decide(operator, id, approval()));
    expect((await applicationOf(town.db, id)).status).toBe('approvata');
    expect((await balancesOf(town.db, programmeId)).fund).toBe(fund - 30_000);
    expect(await balancesOf(town.db, id)).toEqual({ voucher: 30_000 });
    expect(await decisionsOn(id)).toMatchObject([
      {
        id: decisionId,
        outcome: 'approvata',
        amountCents: 30_000,
        proposedCents: 30_000,
        reason: null,
        decidedBy: operator.id,
      },
    ]);
    expect(await historyOf(town.db, id)).toEqual(['opened', 'submitted', 'approved']);
    expect(await town.db.select().from(vouchers).where(eq(vouchers.applicationId, id))).toEqual([]);
  });

  it('is for the responsabile too', async () => {
    const id = await submitted();
    done(await decide(await town.user('responsabile'), id, approval()));
    expect((await applicationOf(town.db, id)).status).toBe('approvata');
  });

  it('proposes the amount of the members in the form as it was sent', async () => {
    const citizen = await town.user('cittadino');
    const applicationId = await town.draft(citizen, slug);
    const { answers, answersVersion: version } = await applicationOf(town.db, applicationId);
    const withMember = { ...answers, ...memberAnswers('m1') };
    done(await saveDraft(town.db, citizen, { applicationId, version, answers: withMember }));
    done(await submitApplication(town.db, citizen, { applicationId }));
    expect(await decide(operator, applicationId, approval(30_000))).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
    done(await decide(operator, applicationId, approval(40_000)));
    expect(await decisionsOn(applicationId)).toMatchObject([{ amountCents: 40_000, proposedCents: 40_000 }]);
  });

  it('with another amount than the proposed one needs a reason', async () => {
    const id = await submitted();
    for (const decision of [approval(29_999), approval(30_001), approval(30_001, '  ')]) {
      expect(await decide(operator, id, decision)).toEqual({
        ok: false,
        error: { code: 'invalid', faults: [{ field: 'reason', code: 'departs-from-proposal' }] },
      });
    }
    await expectUndecided(id);
    done(await decide(operator, id, approval(30_001, ' Figlio in arrivo ')));
    expect(await decisionsOn(id)).toMatchObject([{ amountCents: 30_001, reason: 'Figlio in arrivo' }]);
  });

  it.each([0, -1, -30_000, 0.5, 30_000.01, NaN, Infinity, -Infinity, 2 ** 53])(
    'never over an amount of %d cents',
    async (amountCents) => {
      const id = await submitted();
      expect(await decide(operator, id, approval(amountCents, 'Perché sì'))).toEqual({
        ok: false,
        error: { code: 'invalid', faults: [{ field: 'amountCents', code: 'money' }] },
      });
      await expectUndecided(id);
    },
  );

  it('is refused where the fund has less left, with what it has, and nothing is written', async () => {
    const small = await town.programme(rulesWith({ allocationCents: 50_000 }));
    const [first, second] = [await submitted(small.slug), await submitted(small.slug)];
    done(await decide(operator, first, approval()));
    expect(await decide(operator, second, approval())).toEqual({
      ok: false,
      error: { code: 'fund-exhausted', availableCents: 20_000 },
    });
    await expectUndecided(second, small.id, 20_000);
    done(await decide(operator, second, approval(20_000, 'Fondo quasi esaurito')));
    expect((await balancesOf(town.db, small.id)).fund).toBe(0);
  });

  it('of eight applications at once with money for one is done once', async () => {
    const small = await town.programme(rulesWith({ allocationCents: 59_999 }));
    const ids = [];
    for (let index = 0; index < 8; index++) ids.push(await submitted(small.slug));
    const outcomes = await Promise.all(ids.map((id) => decide(operator, id, approval())));
    expect(tally(outcomes)).toEqual({ done: 1, refusals: Array.from({ length: 7 }, () => 'fund-exhausted') });
    expect(await balancesOf(town.db, small.id)).toMatchObject({ fund: 29_999 });
    for (const [index, id] of ids.entries()) if (!outcomes[index]?.ok) await expectUndecided(id);
  });
});

describe('rejecting', () => {
  it('ends the application with its reason, and moves no money', async () => {
    const id = await submitted();
    const before = await town.db.$count(transfers);
    const { decisionId } = done(await decide(operator, id, refusal('Fuori dai criteri')));
    expect((await applicationOf(town.db, id)).status).toBe('respinta');
    expect(await decisionsOn(id)).toMatchObject([
      { id: decisionId, outcome: 'respinta', amountCents: null, reason: 'Fuori dai criteri' },
    ]);
    expect(await historyOf(town.db, id)).toEqual(['opened', 'submitted', 'rejected']);
    expect(await town.db.$count(transfers)).toBe(before);
  });

  it.each(['', '   ', '\n\t'])('needs a reason that says something, unlike %j', async (reason) => {
    const id = await submitted();
    expect(await decide(operator, id, refusal(reason))).toEqual({
      ok: false,
      error: { code: 'invalid', faults: [{ field: 'reason', code: 'required' }] },
    });
    await expectUndecided(id);
  });
});

describe('a decision', () => {
  it.each([
    ['two approvals', [approval(), approval()]],
    ['an approval and a rejection', [approval(), refusal()]],
    ['two rejections', [refusal(), refusal()]],
  ])('is one, where two operators decide at once: %s', async (_, wanted) => {
    const colleague = await town.user('operatore');
    for (let round = 0; round < 3; round++) {
      const id = await submitted();
      const outcomes = await Promise.all(
        wanted.map((decision, index) => decide(index === 0 ? operator : colleague, id, decision)),
      );
      expect(tally(outcomes)).toEqual({ done: 1, refusals: ['act-not-allowed'] });
      const [decision, ...others] = await decisionsOn(id);
      expect(others).toEqual([]);
      expect((await applicationOf(town.db, id)).status).toBe(decision?.outcome);
      expect((await balancesOf(town.db, id)).voucher ?? 0).toBe(decision?.amountCents ?? 0);
    }
  });

  it('is made once by ten clicks of one operator', async () => {
    const id = await submitted();
    const outcomes = await atOnce(10, () => decide(operator, id, approval()));
    expect(tally(outcomes).done).toBe(1);
    expect((await balancesOf(town.db, id)).voucher).toBe(30_000);
  });

  it('is only on what was sent and not yet decided', async () => {
    const draft = await town.draft(await town.user('cittadino'), slug);
    const approved = await town.approved(operator, await town.user('cittadino'), slug);
    const rejected = await submitted();
    done(await decide(operator, rejected, refusal()));
    for (const id of [draft, approved, rejected]) {
      expect(await decide(operator, id, approval())).toEqual(notAllowed);
      expect(await decide(operator, id, refusal())).toEqual(notAllowed);
    }
  });

  it('is for nobody but the office; one’s own least of all', async () => {
    const citizen = await town.user('cittadino');
    const id = await town.submitted(citizen, slug);
    const { merchantId, cashier } = await town.shop();
    const others: Actor[] = [citizen, cashier, { kind: 'till', id: newId(), role: 'esercente', merchantId }];
    for (const role of roles) {
      if (!['esercente', 'operatore', 'responsabile'].includes(role)) others.push(await town.user(role));
    }
    for (const actor of others) {
      expect(await decide(actor, id, approval())).toEqual({ ok: false, error: { code: 'not-found' } });
      expect(await decide(actor, id, refusal())).toEqual({ ok: false, error: { code: 'not-found' } });
    }
    expect(await decide(system, id, approval())).toEqual({ ok: false, error: { code: 'forbidden' } });
    await expectUndecided(id);
  });

  it('on an application there is not finds nothing', async () => {
    expect(await decide(operator, newId(), approval())).toEqual({ ok: false, error: { code: 'not-found' } });
  });

  it('leaves only sound histories', () => expectSoundHistories(town.db));
});
