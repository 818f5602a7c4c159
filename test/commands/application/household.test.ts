import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { decideApplication } from '../../../commands/application/decide';
import { openApplication } from '../../../commands/application/open';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import { householdClaims } from '../../../db/schema/applications';
import { wholeAnswers } from '../../../scripts/demo/answers';
import { fiscalCodeOf } from '../../support/citizen';
import { memberAnswers } from '../../support/form';
import { applicationOf, tally } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let slug: string;
let operator: User;

beforeAll(async () => {
  town = await openTown(20);
  operator = await town.user('operatore');
});
afterAll(() => town.close());
beforeEach(async () => {
  ({ slug } = await town.programme());
});

/** A draft ready to be sent by a new citizen, for the household of these people by number. */
async function draftFor(beneficiary: number, ...members: number[]): Promise<[User, string]> {
  const citizen = await town.user('cittadino');
  const { applicationId } = done(await openApplication(town.db, citizen, { programmeSlug: slug }));
  const { answers, answersVersion: version } = await applicationOf(town.db, applicationId);
  const household = members.map((person, index) =>
    memberAnswers(`m${index + 1}`, { fiscalCode: fiscalCodeOf(person) }),
  );
  const whole = Object.assign(
    { ...wholeAnswers(answers), 'beneficiary.fiscalCode': fiscalCodeOf(beneficiary) },
    ...household,
  ) as Record<string, string>;
  done(await saveDraft(town.db, citizen, { applicationId, version, answers: whole }));
  return [citizen, applicationId];
}

const send = ([citizen, applicationId]: [User, string]) =>
  submitApplication(town.db, citizen, { applicationId });

const alreadyApplied = { ok: false, error: { code: 'household-already-applied' } };

describe('one claim per household and programme', () => {
  it('refuses a second application that shares a member, whoever files it and in whatever place', async () => {
    done(await send(await draftFor(1, 2, 3)));
    expect(await send(await draftFor(1))).toEqual(alreadyApplied);
    expect(await send(await draftFor(4, 3))).toEqual(alreadyApplied);
    expect(await send(await draftFor(2, 5))).toEqual(alreadyApplied);
    done(await send(await draftFor(4, 5)));
  });

  it('leaves nothing behind when it refuses', async () => {
    done(await send(await draftFor(1)));
    const [citizen, applicationId] = await draftFor(7, 1);
    expect(await send([citizen, applicationId])).toEqual(alreadyApplied);
    expect((await applicationOf(town.db, applicationId)).status).toBe('bozza');
    const claims = await town.db.select().from(householdClaims);
    expect(claims.some((claim) => claim.applicationId === applicationId)).toBe(false);
  });

  it('holds for each programme by itself', async () => {
    done(await send(await draftFor(1)));
    ({ slug } = await town.programme());
    done(await send(await draftFor(1)));
  });

  it('gives the same receipt to who sends again', async () => {
    const draft = await draftFor(1, 2);
    const { number } = done(await send(draft));
    expect(done(await send(draft)).number).toBe(number);
  });

  it('lets a household apply again after it withdrew or was rejected, not after it was approved', async () => {
    const withdrawn = await draftFor(1);
    done(await send(withdrawn));
    done(await closeApplication(town.db, withdrawn[0], { applicationId: withdrawn[1], as: 'withdrawn' }));
    const rejected = await draftFor(1);
    done(await send(rejected));
    const decide = (applicationId: string, decision: Parameters<typeof decideApplication>[2]['decision']) =>
      decideApplication(town.db, operator, { applicationId, decision });
    done(await decide(rejected[1], { outcome: 'respinta', reason: 'Manca un requisito' }));
    const approved = await draftFor(1);
    done(await send(approved));
    done(await decide(approved[1], { outcome: 'approvata', amountCents: 30_000, reason: null }));
    expect(await send(await draftFor(1))).toEqual(alreadyApplied);
  });

  it('takes exactly one of many sent at once, and none waits for another in a ring', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 2 === 0 ? draftFor(20 + index, 11, 12, 13) : draftFor(20 + index, 13, 12, 11),
      ),
    );
    const { done: sent, refusals } = tally(await Promise.all(drafts.map(send)));
    expect(sent).toBe(1);
    expect(new Set(refusals)).toEqual(new Set(['household-already-applied']));
  });
});
