import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { openApplication } from '../../../commands/application/open';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import { sourceOfDraft } from '../../../db/queries/application-file';
import { standingApplications } from '../../../db/queries/programmes';
import { applications, programmes, programmeVersions } from '../../../db/schema/applications';
import { users } from '../../../db/schema/people';
import { roles, system, type Actor } from '../../../domain/roles';
import { memberAnswers } from '../../support/form';
import { applicationOf, atOnce, expectSoundHistories, historyOf } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown(20);
});
afterAll(() => town.close());

const open = (actor: Actor, programmeSlug: string) => openApplication(town.db, actor, { programmeSlug });

const applicationsOf = (citizen: User) =>
  town.db.select().from(applications).where(eq(applications.citizenId, citizen.id));

/** An application sent with some answers other than the usual ones; its id. */
async function sentWith(citizen: User, slug: string, changes: Record<string, string>): Promise<string> {
  const applicationId = await town.draft(citizen, slug);
  const { answers, answersVersion: version } = await applicationOf(town.db, applicationId);
  done(await saveDraft(town.db, citizen, { applicationId, version, answers: { ...answers, ...changes } }));
  done(await submitApplication(town.db, citizen, { applicationId }));
  return applicationId;
}

const day = 24 * 60 * 60 * 1000;

const windowFrom = (fromMs: number, toMs: number) => ({
  channel: 'cittadino' as const,
  opensAt: new Date(Date.now() + fromMs).toISOString(),
  closesAt: new Date(Date.now() + toMs).toISOString(),
});

describe('opening an application', () => {
  it('gives a draft filled with what is known of the citizen', async () => {
    const citizen = await town.user('cittadino');
    const { slug } = await town.programme();
    const { applicationId } = done(await open(citizen, slug));
    const application = await applicationOf(town.db, applicationId);
    expect(application).toMatchObject({
      citizenId: citizen.id,
      status: 'bozza',
      channel: 'cittadino',
      eventNumber: 1,
      answersVersion: 1,
      form: null,
      operatorId: null,
    });
    expect(application.answers).toEqual({
      'beneficiary.fiscalCode': expect.stringMatching(/^RSSMRA85T10A\d{3}[A-Z]$/),
      'beneficiary.familyName': 'Rossi',
      'beneficiary.givenName': 'Mario',
      'beneficiary.birthDate': '1985-12-10',
      'contacts.mobile': '333 123 4567',
      'contacts.email': expect.stringMatching(/@example\.org$/),
    });
  });

  it('begins with what the citizen wrote last of themselves, their home and their household', async () => {
    const citizen = await town.user('cittadino');
    const [food, school] = [await town.programme(), await town.programme()];
    const members = memberAnswers('m1', { disabled: 'si' });
    const sent = await sentWith(citizen, food.slug, {
      ...members,
      'household.beneficiaryDisabled': 'si',
      'household.declared.total': '2',
      'household.notes': 'Abita con noi la nonna',
      'domicile.address': 'Via Roma, 1',
      'contacts.phone': '070/123456',
      'residence.address': 'Via Cagliari, 7',
      'isee.amount': '4.000,00',
    });
    const { applicationId } = done(await open(citizen, school.slug));
    const { answers, prefilledFrom } = await applicationOf(town.db, applicationId);
    expect(prefilledFrom).toBe(sent);
    expect(answers).toEqual({
      'beneficiary.fiscalCode': expect.stringMatching(/^RSSMRA85T10A\d{3}[A-Z]$/) as string,
      'beneficiary.familyName': 'Rossi',
      'beneficiary.givenName': 'Mario',
      'beneficiary.birthDate': '1985-12-10',
      'beneficiary.birthPlace': 'Roma',
      'contacts.phone': '070 123456',
      'contacts.mobile': '333 123 4567',
      'contacts.email': expect.stringMatching(/@example\.org$/) as string,
      'residence.address': 'Via Cagliari, 7',
      'residence.municipality': 'Assemini',
      'domicile.address': 'Via Roma, 1',
      'housing.cost': '380,00',
      'household.beneficiaryDisabled': 'si',
      ...members,
    });
    expect((await sourceOfDraft(town.db, applicationId))?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it('takes the newest of those that were sent, and none that was not', async () => {
    const citizen = await town.user('cittadino');
    const slugs = [];
    for (let index = 0; index < 4; index++) slugs.push((await town.programme()).slug);
    const [first = '', second = '', third = '', fourth = ''] = slugs;
    await sentWith(citizen, first, { 'residence.address': 'Via Prima' });
    await sentWith(citizen, second, { 'residence.address': 'Via Seconda' });
    await town.draft(citizen, third);
    const { applicationId } = done(await open(citizen, fourth));
    const { answers } = await applicationOf(town.db, applicationId);
    expect(answers['residence.address']).toBe('Via Seconda');
  });

  it('takes nothing of an application for somebody else, nor of somebody else’s', async () => {
    const [daughter, mother] = [await town.user('cittadino'), await town.user('cittadino')];
    const [food, school] = [await town.programme(), await town.programme()];
    const motherCode =
      (await town.db.select().from(users).where(eq(users.id, mother.id)))[0]?.fiscalCode ?? '';
    await sentWith(daughter, food.slug, { 'beneficiary.fiscalCode': motherCode });
    for (const citizen of [daughter, mother]) {
      const { applicationId } = done(await open(citizen, school.slug));
      const { answers, prefilledFrom } = await applicationOf(town.db, applicationId);
      expect(prefilledFrom).toBeNull();
      expect(answers).not.toHaveProperty('residence.municipality');
      expect(await sourceOfDraft(town.db, applicationId)).toBeNull();
    }
  });

  it('knows a tax code again that was typed with blanks and small letters', async () => {
    const citizen = await town.user('cittadino');
    const [food, school] = [await town.programme(), await town.programme()];
    const [user] = await town.db.select().from(users).where(eq(users.id, citizen.id));
    const typed = user?.fiscalCode?.toLowerCase().replace(/^(.{6})/, '$1 ') ?? '';
    const sent = await sentWith(citizen, food.slug, { 'beneficiary.fiscalCode': typed });
    const { applicationId } = done(await open(citizen, school.slug));
    expect((await applicationOf(town.db, applicationId)).prefilledFrom).toBe(sent);
  });

  it('twice lands on the same draft', async () => {
    const citizen = await town.user('cittadino');
    const { slug } = await town.programme();
    const [first, second] = [done(await open(citizen, slug)), done(await open(citizen, slug))];
    expect(second).toEqual(first);
    expect(await historyOf(town.db, first.applicationId)).toEqual(['opened']);
  });

  it('twenty times at once lands on one draft', async () => {
    const citizen = await town.user('cittadino');
    const { slug } = await town.programme();
    const drafts = (await atOnce(20, () => open(citizen, slug))).map(done);
    expect(new Set(drafts.map(({ applicationId }) => applicationId)).size).toBe(1);
    expect(await applicationsOf(citizen)).toHaveLength(1);
    expect(await historyOf(town.db, drafts[0]?.applicationId ?? '')).toEqual(['opened']);
  });

  it('gives each citizen and each programme a draft of its own', async () => {
    const [one, other] = [await town.user('cittadino'), await town.user('cittadino')];
    const [food, school] = [await town.programme(), await town.programme()];
    const drafts = await Promise.all([
      open(one, food.slug),
      open(one, school.slug),
      open(other, food.slug),
      open(other, school.slug),
    ]);
    expect(new Set(drafts.map((draft) => done(draft).applicationId)).size).toBe(4);
  });

  it('gives another draft when the first was sent', async () => {
    const citizen = await town.user('cittadino');
    const { slug } = await town.programme();
    const sent = await town.submitted(citizen, slug);
    const { applicationId } = done(await open(citizen, slug));
    expect(applicationId).not.toBe(sent);
    expect((await applicationsOf(citizen)).map(({ status }) => status).toSorted()).toEqual([
      'bozza',
      'presentata',
    ]);
  });

  it('is told beforehand which applications stand already: neither drafts, nor withdrawn ones, nor others’', async () => {
    const [citizen, other] = [await town.user('cittadino'), await town.user('cittadino')];
    const { id: programmeId, slug } = await town.programme();
    const standing = (of: User, level?: 'simplified') =>
      standingApplications(town.db, of.id, programmeId, level);
    done(await open(citizen, slug));
    expect(await standing(citizen)).toEqual([]);
    const sent = await town.submitted(citizen, slug);
    expect(await standing(citizen)).toEqual([
      { id: sent, registration: expect.stringMatching(/^\d+\/\d{4}$/) },
    ]);
    expect(await standing(citizen, 'simplified')).toEqual([]);
    expect(await standing(other)).toEqual([]);
    done(await closeApplication(town.db, citizen, { applicationId: sent, as: 'withdrawn' }));
    expect(await standing(citizen)).toEqual([]);
  });

  it('pins the draft to the newest version of the programme, for good', async () => {
    const { id: programmeId, slug } = await town.programme();
    const [early, late] = [await town.user('cittadino'), await town.user('cittadino')];
    const first = done(await open(early, slug));
    const versionId = newId();
    await town.db
      .insert(programmeVersions)
      .values({ id: versionId, programmeId, version: 2, rules: rulesWith() });
    const second = done(await open(late, slug));
    const again = done(await open(early, slug));
    expect((await applicationOf(town.db, second.applicationId)).programmeVersionId).toBe(versionId);
    expect(again).toEqual(first);
    expect((await applicationOf(town.db, first.applicationId)).programmeVersionId).not.toBe(versionId);
  });

  it('is possible before the window opens, to prepare', async () => {
    const { slug } = await town.programme(rulesWith({ windows: [windowFrom(day, 2 * day)] }));
    expect((await open(await town.user('cittadino'), slug)).ok).toBe(true);
  });

  it.each([
    ['a programme there is not', () => Promise.resolve('buoni-mai-visti'), 'not-found'],
    ['a name that is no programme’s', () => Promise.resolve("x' or '1'='1"), 'not-found'],
    [
      'a programme that was closed',
      async () => {
        const { id, slug } = await town.programme();
        await town.db.update(programmes).set({ status: 'chiuso' }).where(eq(programmes.id, id));
        return slug;
      },
      'programme-closed',
    ],
    [
      'a programme whose last window has closed',
      async () => {
        const windows = [windowFrom(-5 * day, -2 * day), windowFrom(-2 * day, -1)];
        return (await town.programme(rulesWith({ windows }))).slug;
      },
      'window-closed',
    ],
  ])('is refused for %s', async (_, slugOf, code) => {
    const citizen = await town.user('cittadino');
    expect(await open(citizen, await slugOf())).toEqual({ ok: false, error: { code } });
    expect(await applicationsOf(citizen)).toEqual([]);
  });

  it.each(roles.filter((role) => role !== 'cittadino'))('is not for the role %s', async (role) => {
    const { slug } = await town.programme();
    const shop = role === 'esercente' ? (await town.shop()).merchantId : undefined;
    const actor = await town.user(role, shop);
    expect(await open(actor, slug)).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(await applicationsOf(actor)).toEqual([]);
  });

  it('is not for a till, nor for the system', async () => {
    const { slug } = await town.programme();
    const { merchantId } = await town.shop();
    const till: Actor = { kind: 'till', id: newId(), role: 'esercente', merchantId };
    for (const actor of [till, system]) {
      expect(await open(actor, slug)).toEqual({ ok: false, error: { code: 'forbidden' } });
    }
  });

  it('leaves only sound histories', () => expectSoundHistories(town.db));
});
