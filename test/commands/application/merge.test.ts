import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { openApplication } from '../../../commands/application/open';
import { parkAnswers, unparkAnswers } from '../../../commands/application/park';
import { mergeDraft } from '../../../commands/application/save';
import { parkedFor } from '../../../db/queries/parked';
import { parkedAnswers } from '../../../db/schema/applications';
import type { Answers } from '../../../domain/application/answers';
import { applicationOf, atOnce, tally } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let slug: string;
let citizen: User;
let applicationId: string;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug } = await town.programme());
});
afterAll(() => town.close());

beforeEach(async () => {
  citizen = await town.user('cittadino');
  ({ applicationId } = done(await openApplication(town.db, citizen, { programmeSlug: slug })));
});

const merge = (base: Answers, typed: Answers, actor: User = citizen) =>
  mergeDraft(town.db, actor, { applicationId, base, typed });

const answers = async () => (await applicationOf(town.db, applicationId)).answers;

describe('saving a part of a draft', () => {
  it('empties what is the applicant’s own when it is for somebody else, and brings it back', async () => {
    const before = await answers();
    const role = { 'applicant.role': 'relative' };
    done(await merge({}, role));
    const emptied = await answers();
    expect(Object.keys(emptied).filter((field) => field.startsWith('beneficiary.'))).toEqual([]);
    expect(emptied['contacts.email']).toBe(before['contacts.email']);
    done(await merge(role, { 'applicant.role': 'beneficiary' }));
    expect(await answers()).toEqual({ ...before, 'applicant.role': 'beneficiary' });
  });

  it('leaves the other parts as they are, and drops what was emptied', async () => {
    const before = await answers();
    done(await merge({}, { 'need.description': 'Perdita del lavoro', 'isee.amount': '' }));
    expect(await answers()).toEqual({ ...before, 'need.description': 'Perdita del lavoro' });
    done(await merge({ 'need.description': 'Perdita del lavoro' }, {}));
    expect(await answers()).toEqual(before);
  });

  it('puts together what two devices changed, and tells where they differ', async () => {
    done(await merge({}, { 'need.description': 'dal telefono' }));
    done(await merge({}, { 'housing.cost': '380,00' }));
    expect(await answers()).toMatchObject({ 'need.description': 'dal telefono', 'housing.cost': '380,00' });
    const kept = await answers();
    expect(await merge({}, { 'need.description': 'dal computer', 'housing.cost': '1' })).toEqual({
      ok: false,
      error: {
        code: 'invalid',
        faults: [
          { field: 'need.description', code: 'edited-elsewhere', params: { theirs: 'dal telefono' } },
          { field: 'housing.cost', code: 'edited-elsewhere', params: { theirs: '380,00' } },
        ],
      },
    });
    expect(await answers()).toEqual(kept);
  });

  it('repeated at once raises the version once', async () => {
    const { answersVersion } = await applicationOf(town.db, applicationId);
    const outcomes = await atOnce(20, () => merge({}, { 'need.description': 'Chiusura' }));
    expect(new Set(outcomes.map((outcome) => done(outcome).version))).toEqual(new Set([answersVersion + 1]));
  });

  it('of different fields at once loses none', async () => {
    const fields = ['need.description', 'housing.cost', 'isee.amount', 'household.notes', 'contacts.phone'];
    const outcomes = await Promise.all(fields.map((field) => merge({}, { [field]: '070 123456' })));
    expect(tally(outcomes).done).toBe(fields.length);
    expect(Object.keys(await answers())).toEqual(expect.arrayContaining(fields));
  });

  it('is refused to anybody else, after the end, and for fields the form does not have', async () => {
    expect(await merge({}, {}, await town.user('cittadino'))).toMatchObject({ error: { code: 'not-found' } });
    expect(await merge({}, { status: 'approvata' })).toMatchObject({
      error: { code: 'invalid', faults: [{ field: 'status', code: 'unknown-field' }] },
    });
    done(await closeApplication(town.db, citizen, { applicationId, as: 'discarded' }));
    expect(await merge({}, { 'isee.amount': '1' })).toMatchObject({ error: { code: 'not-editable' } });
  });
});

describe('what was posted after the access had ended', () => {
  const park = (typed: Answers, base: Answers = {}) =>
    parkAnswers(town.db, { applicationId, section: 'need', base, typed });

  it('is kept beside the draft, the newest for each section, and changes nothing in it', async () => {
    const before = await applicationOf(town.db, applicationId);
    done(await park({ 'need.description': 'primo' }));
    done(await park({ 'need.description': 'secondo' }));
    expect(await parkedFor(town.db, applicationId, 'need')).toMatchObject({
      base: {},
      typed: { 'need.description': 'secondo' },
    });
    expect(await parkedFor(town.db, applicationId, 'isee')).toBeNull();
    expect(await applicationOf(town.db, applicationId)).toEqual(before);
  });

  it('is removed by the owner only', async () => {
    done(await park({ 'need.description': 'primo' }));
    const key = { applicationId, section: 'need' } as const;
    expect(await unparkAnswers(town.db, await town.user('cittadino'), key)).toMatchObject({
      error: { code: 'not-found' },
    });
    expect(await parkedFor(town.db, applicationId, 'need')).not.toBeNull();
    done(await unparkAnswers(town.db, citizen, key));
    expect(await parkedFor(town.db, applicationId, 'need')).toBeNull();
  });

  it('is refused for other sections’ fields, for texts beyond any use, and once the draft is closed', async () => {
    expect(await park({ 'isee.amount': '1' })).toMatchObject({ error: { code: 'invalid' } });
    expect(await park({}, { 'isee.amount': '1' })).toMatchObject({ error: { code: 'invalid' } });
    expect(await park({ 'need.description': 'x'.repeat(5000) })).toMatchObject({
      error: { code: 'invalid' },
    });
    done(await closeApplication(town.db, citizen, { applicationId, as: 'discarded' }));
    expect(await park({ 'need.description': 'tardi' })).toMatchObject({ error: { code: 'not-editable' } });
    const rows = await town.db
      .select()
      .from(parkedAnswers)
      .where(eq(parkedAnswers.applicationId, applicationId));
    expect(rows).toEqual([]);
  });
});
