import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { decideApplication } from '../../../commands/application/decide';
import { returnProposal, signProposal } from '../../../commands/application/proposal';
import { requestClarification } from '../../../commands/application/request';
import { requestReview } from '../../../commands/application/review';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import { checkInvariants } from '../../../db/queries/invariants';
import { decisions } from '../../../db/schema/applications';
import { citizenRequests, proposals, reviews } from '../../../db/schema/procedure';
import { openDecisionRow, openProposalRow, sealedReview } from '../../../db/sealing/columns';
import { system } from '../../../domain/roles';
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
let signer: User;

beforeAll(async () => {
  town = await openTown(10);
  const rules = rulesWith({ countersignAboveCents: 35_000, terms: { review: 'P30D' } });
  ({ slug, id: programmeId } = await town.programme(rules));
  [operator, signer] = [await town.user('operatore'), await town.user('responsabile')];
});
afterAll(() => town.close());

const submitted = async () => {
  const citizen = await town.user('cittadino');
  return { id: await town.submitted(citizen, slug), citizen };
};
const approve = (applicationId: string, amountCents: number, actor = operator) =>
  decideApplication(town.db, actor, {
    applicationId,
    decision: { outcome: 'approvata', amountCents, reason: 'Come da istruttoria' },
  });
const reject = (applicationId: string, actor = operator) =>
  decideApplication(town.db, actor, {
    applicationId,
    decision: { outcome: 'respinta', reasonCodes: ['liquidita'], reason: null },
  });
const sign = (actor: User, applicationId: string) => signProposal(town.db, actor, { applicationId });
const giveBack = (actor: User, applicationId: string, reason = 'Troppo') =>
  returnProposal(town.db, actor, { applicationId, reason });
const refusedWith = (code: string) =>
  expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) as object });

describe('an approval above the threshold', () => {
  it('is a proposal until a second person signs it; no money moves before', async () => {
    const { id } = await submitted();
    const { fund } = await balancesOf(town.db, programmeId);
    const { decisionId, outcome } = done(await approve(id, 40_000));
    expect(outcome).toBe('alla firma');
    expect((await applicationOf(town.db, id)).phase).toBe('alla firma');
    expect((await balancesOf(town.db, programmeId)).fund).toBe(fund);
    expect(done(await sign(signer, id)).decisionId).toBe(decisionId);
    expect((await applicationOf(town.db, id)).status).toBe('approvata');
    expect(await balancesOf(town.db, id)).toEqual({ voucher: 40_000 });
    const [decision] = (await town.db.select().from(decisions).where(eq(decisions.id, decisionId))).map(
      (row) => openDecisionRow(row),
    );
    const [proposal] = (await town.db.select().from(proposals).where(eq(proposals.id, decisionId))).map(
      (row) => openProposalRow(row),
    );
    expect(decision).toMatchObject({
      amountCents: 40_000,
      proposedCents: 30_000,
      decidedBy: signer.id,
      reason: 'Come da istruttoria',
      evaluation: proposal?.evaluation,
    });
    expect(proposal).toMatchObject({ proposedBy: operator.id, signedBy: signer.id });
    expect(await historyOf(town.db, id)).toEqual(['opened', 'submitted', 'approval-proposed', 'approved']);
  });

  it('up to the threshold is a decision at once', async () => {
    const { id } = await submitted();
    expect(done(await approve(id, 35_000)).outcome).toBe('approvata');
  });

  it('is signed by nobody who may not, nor by who proposed it', async () => {
    const { id, citizen } = await submitted();
    done(await approve(id, 40_000, signer));
    expect(await sign(signer, id)).toEqual(refusedWith('own-proposal'));
    expect(await giveBack(signer, id)).toEqual(refusedWith('own-proposal'));
    for (const other of [operator, citizen, await town.user('supporto'), await town.user('contactcenter')]) {
      expect(await sign(other, id)).toEqual(refusedWith('not-found'));
      expect(await giveBack(other, id)).toEqual(refusedWith('not-found'));
    }
    expect(await signProposal(town.db, system, { applicationId: id })).toEqual(refusedWith('forbidden'));
    const raw = town.db.update(proposals).set({ signedBy: signer.id, signedAt: new Date() });
    await expect(raw.where(eq(proposals.applicationId, id))).rejects.toThrow();
  });

  it('is decided in no other way meanwhile, and signed once', async () => {
    const { id } = await submitted();
    done(await approve(id, 40_000));
    expect(await approve(id, 30_000)).toEqual(refusedWith('act-not-allowed'));
    expect(await reject(id)).toEqual(refusedWith('act-not-allowed'));
    const signatures = await atOnce(5, () => sign(signer, id));
    expect(tally(signatures)).toEqual({ done: 1, refusals: Array(4).fill('act-not-allowed') });
  });

  it('returns to be worked on, with the reason', async () => {
    const { id } = await submitted();
    done(await approve(id, 40_000));
    expect(await giveBack(signer, id, ' ')).toMatchObject({ ok: false, error: { code: 'invalid' } });
    done(await giveBack(signer, id));
    expect((await applicationOf(town.db, id)).phase).toBe('in istruttoria');
    expect(await sign(signer, id)).toEqual(refusedWith('act-not-allowed'));
    expect(done(await approve(id, 40_000)).outcome).toBe('alla firma');
  });

  it('beyond the fund stays to be signed', async () => {
    const { id } = await submitted();
    done(await approve(id, 999_999_999));
    expect(await sign(signer, id)).toEqual(refusedWith('fund-exhausted'));
    expect((await applicationOf(town.db, id)).phase).toBe('alla firma');
  });

  it('ends a request nobody waits for any more, and is dropped when the citizen withdraws', async () => {
    const { id, citizen } = await submitted();
    done(await requestClarification(town.db, operator, { applicationId: id, text: 'Manca' }));
    done(await approve(id, 40_000));
    const [request] = await town.db
      .select()
      .from(citizenRequests)
      .where(eq(citizenRequests.applicationId, id));
    expect(request?.droppedAt).not.toBeNull();
    done(await closeApplication(town.db, citizen, { applicationId: id, as: 'withdrawn' }));
    const [proposal] = await town.db.select().from(proposals).where(eq(proposals.applicationId, id));
    expect(proposal?.droppedAt).not.toBeNull();
  });
});

describe('a review', () => {
  const review = (citizen: User, applicationId: string, text = 'Riguardate, per favore.') =>
    requestReview(town.db, citizen, { applicationId, text });

  it('brings a rejection back with a new term, in nobody’s charge, to another person', async () => {
    const { id, citizen } = await submitted();
    done(await reject(id));
    const { reviewId } = done(await review(citizen, id));
    expect(await applicationOf(town.db, id)).toMatchObject({
      status: 'presentata',
      phase: 'da istruire',
      operatorId: null,
    });
    const [row] = await town.db.select().from(reviews).where(eq(reviews.id, reviewId));
    expect(row && sealedReview.open(row.id, row.text)).toBe('Riguardate, per favore.');
    expect(await approve(id, 30_000)).toEqual(refusedWith('first-decider'));
    expect(await reject(id)).toEqual(refusedWith('first-decider'));
    expect(await review(citizen, id)).toEqual(refusedWith('act-not-allowed'));
    done(await approve(id, 30_000, signer));
    expect(await historyOf(town.db, id)).toEqual([
      'opened',
      'submitted',
      'rejected',
      'review-requested',
      'approved',
    ]);
  });

  it('is not signed by who rejected', async () => {
    const { id, citizen } = await submitted();
    done(await reject(id, signer));
    done(await review(citizen, id));
    done(await approve(id, 40_000));
    expect(await sign(signer, id)).toEqual(refusedWith('first-decider'));
    done(await sign(await town.user('responsabile'), id));
  });

  it('is its citizen’s alone, with words', async () => {
    const { id, citizen } = await submitted();
    done(await reject(id));
    for (const other of [await town.user('cittadino'), operator, signer]) {
      expect(await review(other, id)).toEqual(refusedWith('not-found'));
    }
    expect(await review(citizen, id, ' ')).toMatchObject({ ok: false, error: { code: 'invalid' } });
  });

  it('is granted by the programme, for a time', async () => {
    const none = await town.programme();
    const brief = await town.programme(rulesWith({ terms: { review: 'PT0S' } }));
    for (const programme of [none, brief]) {
      const citizen = await town.user('cittadino');
      const id = await town.submitted(citizen, programme.slug);
      done(await reject(id));
      expect(await review(citizen, id)).toEqual(refusedWith('review-closed'));
    }
  });

  it('is refused where somebody of the household has applied meanwhile', async () => {
    const { id, citizen } = await submitted();
    done(await reject(id));
    const again = await town.draft(citizen, slug);
    const { form } = await applicationOf(town.db, id);
    const { answers, answersVersion: version } = await applicationOf(town.db, again);
    const same = { ...answers, 'beneficiary.fiscalCode': String(form?.values['beneficiary.fiscalCode']) };
    done(await saveDraft(town.db, citizen, { applicationId: again, version, answers: same }));
    done(await submitApplication(town.db, citizen, { applicationId: again }));
    expect(await review(citizen, id)).toEqual(refusedWith('household-already-applied'));
    expect((await applicationOf(town.db, id)).status).toBe('respinta');
  });
});

it('leaves only sound histories and data', async () => {
  await expectSoundHistories(town.db);
  const reports = await checkInvariants(town.db);
  expect(reports.filter(({ faults }) => faults.length > 0)).toEqual([]);
});
