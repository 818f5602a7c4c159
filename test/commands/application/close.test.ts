import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { decideApplication } from '../../../commands/application/decide';
import { openApplication } from '../../../commands/application/open';
import { submitApplication } from '../../../commands/application/submit';
import { takeInCharge } from '../../../commands/application/take';
import { roles, system, type Actor } from '../../../domain/roles';
import { applicationOf, atOnce, expectSoundHistories, historyOf, tally } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let slug: string;
let operator: User;
let citizen: User;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug } = await town.programme());
  operator = await town.user('operatore');
  citizen = await town.user('cittadino');
});
afterAll(() => town.close());

const withdraw = (actor: Actor, applicationId: string) =>
  closeApplication(town.db, actor, { applicationId, as: 'withdrawn' });
const discard = (actor: Actor, applicationId: string) =>
  closeApplication(town.db, actor, { applicationId, as: 'discarded' });
const take = (actor: Actor, applicationId: string) => takeInCharge(town.db, actor, { applicationId });
const reject = (applicationId: string) =>
  decideApplication(town.db, operator, {
    applicationId,
    decision: { outcome: 'respinta', reason: 'Fuori dai criteri' },
  });

const notFound = { ok: false, error: { code: 'not-found' } };
const notAllowed = { ok: false, error: { code: 'act-not-allowed' } };

/** Everybody but the citizen of these tests and the office. */
async function strangers(): Promise<Actor[]> {
  const { merchantId, cashier } = await town.shop();
  const others: Actor[] = [cashier, { kind: 'till', id: newId(), role: 'esercente', merchantId }];
  for (const role of roles) {
    if (!['esercente', 'operatore', 'responsabile'].includes(role)) others.push(await town.user(role));
  }
  return others;
}

describe('withdrawing', () => {
  it('ends an application that was sent', async () => {
    const id = await town.submitted(citizen, slug);
    done(await withdraw(citizen, id));
    expect((await applicationOf(town.db, id)).status).toBe('annullata');
    expect(await historyOf(town.db, id)).toEqual(['opened', 'submitted', 'withdrawn']);
  });

  it('again changes nothing, ten times at once neither', async () => {
    const id = await town.submitted(citizen, slug);
    expect(tally(await atOnce(10, () => withdraw(citizen, id))).done).toBe(10);
    done(await withdraw(citizen, id));
    expect(await historyOf(town.db, id)).toEqual(['opened', 'submitted', 'withdrawn']);
  });

  it('is not for a draft, nor for what was decided', async () => {
    const draft = await town.draft(await town.user('cittadino'), slug);
    const rejected = await town.submitted(citizen, slug);
    done(await reject(rejected));
    const approved = await town.approved(operator, citizen, slug);
    expect(await withdraw(system, draft)).toEqual(notAllowed);
    expect(await withdraw(citizen, rejected)).toEqual(notAllowed);
    expect(await withdraw(citizen, approved)).toEqual(notAllowed);
  });

  it('is for nobody but the citizen: the office and strangers find nothing', async () => {
    const id = await town.submitted(citizen, slug);
    for (const actor of [operator, await town.user('responsabile'), ...(await strangers())]) {
      expect(await withdraw(actor, id)).toEqual(notFound);
      expect(await discard(actor, id)).toEqual(notFound);
    }
    expect(await historyOf(town.db, id)).toEqual(['opened', 'submitted']);
  });

  it('at the same time as a decision, one of the two happens', async () => {
    const id = await town.submitted(citizen, slug);
    const outcomes = await Promise.all([withdraw(citizen, id), reject(id)]);
    expect(tally(outcomes)).toEqual({ done: 1, refusals: ['act-not-allowed'] });
    expect(await historyOf(town.db, id)).toHaveLength(3);
  });
});

describe('discarding', () => {
  it('ends a draft, by its citizen or by the system when its time has passed', async () => {
    for (const actor of [citizen, system]) {
      const { applicationId } = done(await openApplication(town.db, citizen, { programmeSlug: slug }));
      done(await discard(actor, applicationId));
      done(await discard(actor, applicationId));
      expect((await applicationOf(town.db, applicationId)).status).toBe('annullata');
      expect(await historyOf(town.db, applicationId)).toEqual(['opened', 'discarded']);
    }
  });

  it('never touches what was sent in the meantime', async () => {
    const person = await town.user('cittadino');
    const id = await town.draft(person, slug);
    const [sent, discarded] = await Promise.all([
      submitApplication(town.db, person, { applicationId: id }),
      discard(system, id),
    ]);
    expect(tally([sent, discarded]).done).toBe(1);
    expect((await applicationOf(town.db, id)).status).toBe(sent.ok ? 'presentata' : 'annullata');
    const other = await town.submitted(citizen, slug);
    expect(await discard(system, other)).toEqual(notAllowed);
  });
});

describe('taking in charge', () => {
  it('names the operator, and the colleague who takes over', async () => {
    const id = await town.submitted(citizen, slug);
    const colleague = await town.user('responsabile');
    done(await take(operator, id));
    expect(await applicationOf(town.db, id)).toMatchObject({ status: 'presentata', operatorId: operator.id });
    done(await take(colleague, id));
    expect((await applicationOf(town.db, id)).operatorId).toBe(colleague.id);
    expect(await historyOf(town.db, id)).toEqual([
      'opened',
      'submitted',
      'taken-in-charge',
      'taken-in-charge',
    ]);
  });

  it('of one’s own changes nothing, ten times at once neither', async () => {
    const id = await town.submitted(citizen, slug);
    expect(tally(await atOnce(10, () => take(operator, id))).done).toBe(10);
    expect(await historyOf(town.db, id)).toEqual(['opened', 'submitted', 'taken-in-charge']);
  });

  it('is only for what waits for a decision', async () => {
    const draft = await town.draft(await town.user('cittadino'), slug);
    const withdrawn = await town.submitted(citizen, slug);
    done(await withdraw(citizen, withdrawn));
    const approved = await town.approved(operator, citizen, slug);
    for (const id of [draft, withdrawn, approved]) {
      expect(await take(operator, id)).toEqual(notAllowed);
      expect((await applicationOf(town.db, id)).operatorId).toBeNull();
    }
  });

  it('is only for the office', async () => {
    const id = await town.submitted(citizen, slug);
    for (const actor of [citizen, ...(await strangers())]) expect(await take(actor, id)).toEqual(notFound);
    expect(await take(system, id)).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(await take(operator, newId())).toEqual(notFound);
    expect(await historyOf(town.db, id)).toEqual(['opened', 'submitted']);
  });

  it('leaves only sound histories', () => expectSoundHistories(town.db));
});
