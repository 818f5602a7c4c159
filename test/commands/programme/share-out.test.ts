import { afterAll, beforeAll, expect, it } from 'vitest';
import { decideApplication } from '../../../commands/application/decide';
import { closeApplication } from '../../../commands/application/close';
import { setShares } from '../../../commands/programme/share-out';
import { shareOutNow, sharesOf } from '../../../db/queries/share-out';
import { roles, system } from '../../../domain/roles';
import type { ProgrammeRules } from '../../../domain/programme/rules';
import { atOnce, tally } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { closeWindows } from '../../support/windows';
import { done, openTown, type Town, type User } from '../../support/town';
import { applied, faultsOf } from '../../support/waiting';

let town: Town;
let chief: User;

beforeAll(async () => {
  town = await openTown();
  chief = await town.user('responsabile');
});
afterAll(async () => {
  expect(await faultsOf(town)).toEqual([]);
  await town.close();
});

/** Who has an ISEE of up to 1.000 € counts whole, the others by half; above 5.000 € is excluded. */
const sharedOut = (
  late?: Extract<ProgrammeRules['amounts'], { kind: 'shared-out' }>['late'],
): ProgrammeRules => ({
  ...rulesWith({ allocationCents: 100_000 }),
  amounts: { kind: 'shared-out', ...(late && { late }) },
  criteria: [
    {
      id: 'isee',
      text: 'ISEE fino a 5.000 €',
      source: 'Avviso',
      holds: { quantity: 'isee', is: 'at-most', value: 500_000 },
    },
  ],
  tiers: [
    {
      id: 'prima',
      text: 'Prima fascia',
      when: { quantity: 'isee', is: 'at-most', value: 100_000 },
      percent: 100,
    },
    {
      id: 'seconda',
      text: 'Seconda fascia',
      when: { quantity: 'isee', is: 'at-least', value: 0 },
      percent: 50,
    },
  ],
});

it('sets what was looked at, once, for the admissible; from then on it is what is proposed', async () => {
  const rules = sharedOut();
  const { id, slug } = await town.programme(rules);
  const whole = await applied(town, slug, 500);
  const half = await applied(town, slug, 2_000);
  const unknown = await applied(town, slug, null);
  await applied(town, slug, 9_000);
  const withdrawn = await applied(town, slug, 10);
  const set = (fingerprint: string, actor = chief) =>
    setShares(town.db, actor, { programmeId: id, fingerprint });

  const early = await shareOutNow(town.db, id);
  expect(tally([await set(early.fingerprint)]).refusals).toEqual(['act-not-allowed']);
  const unsent = await town.draft(await town.user('cittadino'), slug);
  await closeWindows(town.db, id);
  // Who began before keeps the windows of then, and could still send.
  expect(tally([await set(early.fingerprint)]).refusals).toEqual(['act-not-allowed']);
  done(await closeApplication(town.db, system, { applicationId: unsent, as: 'discarded' }));
  done(await closeApplication(town.db, system, { applicationId: withdrawn, as: 'withdrawn' }));
  expect(await set(early.fingerprint)).toMatchObject({ error: { faults: [{ code: 'preview-changed' }] } });

  const preview = await shareOutNow(town.db, id);
  expect(preview.rows).toMatchObject([
    { applicationId: whole, percent: 100, amountCents: 40_000, toCheck: false },
    { applicationId: half, percent: 50, amountCents: 20_000, toCheck: false },
    { applicationId: unknown, percent: 100, amountCents: 40_000, toCheck: true },
  ]);
  expect(preview.restCents).toBe(0);
  for (const role of roles.filter((each) => each !== 'responsabile')) {
    expect(tally([await set(preview.fingerprint, { ...chief, role })]).refusals).toEqual(['forbidden']);
  }
  expect(tally(await atOnce(4, () => set(preview.fingerprint)))).toEqual({
    done: 1,
    refusals: ['act-not-allowed', 'act-not-allowed', 'act-not-allowed'],
  });
  expect((await sharesOf(town.db, id)).map(({ amountCents }) => amountCents)).toEqual([
    40_000, 20_000, 40_000,
  ]);

  const decision = { outcome: 'approvata' as const, amountCents: 20_000, reason: null };
  done(await decideApplication(town.db, chief, { applicationId: half, decision }));
});

it('counts who came late by the rule, or not at all', async () => {
  const after = new Date(Date.now() - 3_600_000).toISOString();
  const lessened = await town.programme(sharedOut({ after, percent: 10 }));
  await applied(town, lessened.slug, 1);
  expect((await shareOutNow(town.db, lessened.id)).rows).toMatchObject([
    { percent: 10, amountCents: 100_000 },
  ]);
  const excluded = await town.programme(sharedOut({ after, percent: 0 }));
  await applied(town, excluded.slug, 1);
  expect((await shareOutNow(town.db, excluded.id)).rows).toEqual([]);
});
