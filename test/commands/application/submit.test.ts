import { asc, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { openApplication } from '../../../commands/application/open';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication, type Receipt } from '../../../commands/application/submit';
import { registrations } from '../../../db/schema/applications';
import { civilDate } from '../../../domain/calendar';
import type { Channel, SubmissionWindow } from '../../../domain/programme/rules';
import { roles, type Actor } from '../../../domain/roles';
import { applicationOf, atOnce, expectSoundHistories, historyOf } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let slug: string;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug } = await town.programme());
});
afterAll(() => town.close());

const submit = (actor: Actor, applicationId: string) => submitApplication(town.db, actor, { applicationId });

const registerOf = (applicationId: string) =>
  town.db.select().from(registrations).where(eq(registrations.applicationId, applicationId));

async function lastNumber(): Promise<number> {
  const entries = await town.db.select({ number: registrations.number }).from(registrations);
  return Math.max(0, ...entries.map(({ number }) => number));
}

/** A new citizen with a whole draft. */
async function citizenWithDraft(programme = slug): Promise<{ citizen: User; applicationId: string }> {
  const citizen = await town.user('cittadino');
  return { citizen, applicationId: await town.draft(citizen, programme) };
}

const windowFrom = (fromMs: number, toMs: number, channel: Channel = 'cittadino'): SubmissionWindow => ({
  channel,
  opensAt: new Date(Date.now() + fromMs).toISOString(),
  closesAt: new Date(Date.now() + toMs).toISOString(),
});

describe('sending an application', () => {
  it('gives it a protocol number of the year in Rome and locks it as judged', async () => {
    const { citizen, applicationId } = await citizenWithDraft();
    const receipt = done(await submit(citizen, applicationId));
    const year = Number(civilDate(receipt.registeredAt).slice(0, 4));
    expect(receipt).toEqual({
      year,
      number: expect.any(Number) as number,
      registeredAt: expect.any(Date) as Date,
      first: true,
    });
    expect(Math.abs(receipt.registeredAt.getTime() - Date.now())).toBeLessThan(60_000);
    const application = await applicationOf(town.db, applicationId);
    expect(application.status).toBe('presentata');
    expect(application.form?.values).toMatchObject({
      'monthlyMeans.income': 45_000,
      'contacts.mobile': '+393331234567',
    });
    expect(application.decideBy?.getTime()).toBeGreaterThan(Date.now() + 29 * 24 * 60 * 60 * 1000);
    expect(await historyOf(town.db, applicationId)).toEqual(['opened', 'submitted']);
  });

  it('sends no answers but those that were read', async () => {
    const { citizen, applicationId } = await citizenWithDraft();
    const { answersVersion: version } = await applicationOf(town.db, applicationId);
    const asRead = (read: number) => submitApplication(town.db, citizen, { applicationId, version: read });
    expect(await asRead(version - 1)).toEqual({ ok: false, error: { code: 'stale-version', version } });
    expect((await applicationOf(town.db, applicationId)).status).toBe('bozza');
    const receipt = done(await asRead(version));
    expect(done(await asRead(version - 1))).toEqual({ ...receipt, first: false });
  });

  it('registers the fingerprint of the form as it stands', async () => {
    const { citizen, applicationId } = await citizenWithDraft();
    done(await submit(citizen, applicationId));
    const { form } = await applicationOf(town.db, applicationId);
    // As PostgreSQL itself writes it.
    const { rows } = await town.db.$client.query<{ same: boolean }>(
      `select form_sha256 = sha256(convert_to(($2::jsonb)::text, 'UTF8')) as same
       from registrations where application_id = $1`,
      [applicationId, JSON.stringify(form)],
    );
    expect(rows).toEqual([{ same: true }]);
  });

  it('again gives the same receipt, and nothing happens twice', async () => {
    const { citizen, applicationId } = await citizenWithDraft();
    const receipt = done(await submit(citizen, applicationId));
    expect(done(await submit(citizen, applicationId))).toEqual({ ...receipt, first: false });
    expect(await historyOf(town.db, applicationId)).toEqual(['opened', 'submitted']);
  });

  it('twenty times at once gives one number, and says once that it was the first', async () => {
    const { citizen, applicationId } = await citizenWithDraft();
    const receipts = (await atOnce(20, () => submit(citizen, applicationId))).map(done);
    expect(receipts.filter(({ first }) => first)).toHaveLength(1);
    expect(new Set(receipts.map(({ year, number }) => `${number}/${year}`)).size).toBe(1);
    expect(await registerOf(applicationId)).toHaveLength(1);
    expect(await historyOf(town.db, applicationId)).toEqual(['opened', 'submitted']);
  });

  it('of thirty different applications at once gives thirty numbers without a gap, rising with the time', async () => {
    const drafts = [];
    for (let index = 0; index < 30; index++) drafts.push(await citizenWithDraft());
    const before = await lastNumber();
    const receipts = await Promise.all(
      drafts.map(async ({ citizen, applicationId }) => done(await submit(citizen, applicationId))),
    );
    const numbers = receipts.map(({ number }) => number).toSorted((one, other) => one - other);
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => before + 1 + index));
    const entries = await town.db.select().from(registrations).orderBy(asc(registrations.number));
    const moments = entries.map(({ registeredAt }) => registeredAt.getTime());
    expect(moments).toEqual(moments.toSorted((one, other) => one - other));
  });

  it('leaves no gap where a transaction is rolled back, even among others', async () => {
    const drafts = [];
    for (let index = 0; index < 12; index++) drafts.push(await citizenWithDraft());
    const before = await lastNumber();
    const undone = new Error('the machine was switched off');
    const receipts = await Promise.all(
      drafts.map(async ({ citizen, applicationId }, index): Promise<Receipt | null> => {
        if (index % 2 === 0) return done(await submit(citizen, applicationId));
        const rolledBack = town.db.transaction(async (tx) => {
          done(await submitApplication(tx, citizen, { applicationId }));
          throw undone;
        });
        await expect(rolledBack).rejects.toBe(undone);
        return null;
      }),
    );
    const numbers = receipts
      .flatMap((receipt) => receipt?.number ?? [])
      .toSorted((one, other) => one - other);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6].map((step) => before + step));
    const states = await Promise.all(
      drafts.map(({ applicationId }) => applicationOf(town.db, applicationId)),
    );
    expect(states.map(({ status }) => status)).toEqual(
      drafts.map((_, index) => (index % 2 === 0 ? 'presentata' : 'bozza')),
    );
  });

  it('names every field that is missing, takes no number and changes nothing', async () => {
    const citizen = await town.user('cittadino');
    const { applicationId } = done(await openApplication(town.db, citizen, { programmeSlug: slug }));
    const before = await applicationOf(town.db, applicationId);
    const last = await lastNumber();
    expect(await submit(citizen, applicationId)).toEqual({
      ok: false,
      error: {
        code: 'incomplete',
        faults: [
          'beneficiary.birthPlace',
          'residence.address',
          'residence.municipality',
          'need.description',
          'monthlyMeans.income',
          'monthlyMeans.bankBalance',
          'household.declared.total',
        ].map((field) => ({ field, code: 'required' })),
      },
    });
    expect(await applicationOf(town.db, applicationId)).toEqual(before);
    expect(await registerOf(applicationId)).toEqual([]);
    const next = await citizenWithDraft();
    expect(done(await submit(next.citizen, next.applicationId)).number).toBe(last + 1);
  });

  it('names what cannot be read and what contradicts itself', async () => {
    const { citizen, applicationId } = await citizenWithDraft();
    const { answers, answersVersion: version } = await applicationOf(town.db, applicationId);
    const changed = {
      ...answers,
      'monthlyMeans.income': '450.00',
      'declarations.receivesSupport': 'si',
      'declarations.supportKind': 'Rei',
      'declarations.supportMonthly': '120',
    };
    done(await saveDraft(town.db, citizen, { applicationId, version, answers: changed }));
    expect(await submit(citizen, applicationId)).toMatchObject({
      ok: false,
      error: {
        code: 'incomplete',
        faults: [
          { field: 'monthlyMeans.income', code: 'money' },
          { field: 'declarations.noPublicSupport', code: 'contradicts-receives-support' },
          { field: 'declarations.noOtherSupport', code: 'contradicts-receives-support' },
        ],
      },
    });
    expect(await registerOf(applicationId)).toEqual([]);
  });

  it('sends what was saved last, once, while saves go on', async () => {
    const { citizen, applicationId } = await citizenWithDraft();
    const { answers, answersVersion: version } = await applicationOf(town.db, applicationId);
    const changed = { ...answers, 'need.description': 'Chiusura dell’attività' };
    const [saved, sent] = await Promise.all([
      saveDraft(town.db, citizen, { applicationId, version, answers: changed }),
      submit(citizen, applicationId),
    ]);
    done(sent);
    const { form } = await applicationOf(town.db, applicationId);
    const described = saved.ok ? 'Chiusura dell’attività' : 'Perdita del lavoro';
    expect(form?.values['need.description']).toBe(described);
    if (!saved.ok) expect(saved.error.code).toBe('not-editable');
  });
});

describe('the window', () => {
  const hour = 60 * 60 * 1000;

  it.each([
    ['before it opens', [windowFrom(hour, 2 * hour)]],
    ['between two windows', [windowFrom(-2 * hour, -hour), windowFrom(hour, 2 * hour)]],
    [
      'while only another channel’s is open',
      [windowFrom(-hour, hour, 'intermediario'), windowFrom(hour, 2 * hour)],
    ],
  ])('refuses %s, without a number', async (_, windows) => {
    const { slug: programme } = await town.programme(rulesWith({ windows }));
    const { citizen, applicationId } = await citizenWithDraft(programme);
    expect(await submit(citizen, applicationId)).toEqual({ ok: false, error: { code: 'window-closed' } });
    expect(await historyOf(town.db, applicationId)).toEqual(['opened']);
    expect(await registerOf(applicationId)).toEqual([]);
  });

  it('refuses from the instant it closes, but still gives the receipt of what was sent in time', async () => {
    const closing = windowFrom(-hour, 2_500);
    const { slug: programme } = await town.programme(rulesWith({ windows: [closing] }));
    const [inTime, late] = [await citizenWithDraft(programme), await citizenWithDraft(programme)];
    const receipt = done(await submit(inTime.citizen, inTime.applicationId));
    await new Promise((resolve) =>
      setTimeout(resolve, new Date(closing.closesAt).getTime() - Date.now() + 20),
    );
    expect(await submit(late.citizen, late.applicationId)).toEqual({
      ok: false,
      error: { code: 'window-closed' },
    });
    expect(done(await submit(inTime.citizen, inTime.applicationId))).toEqual({ ...receipt, first: false });
  });
});

describe('what may not be sent', () => {
  it('is somebody else’s application: it is not found, whoever asks', async () => {
    const { applicationId } = await citizenWithDraft();
    const { merchantId, cashier } = await town.shop();
    const others: Actor[] = [cashier, { kind: 'till', id: newId(), role: 'esercente', merchantId }];
    for (const role of roles) if (role !== 'esercente') others.push(await town.user(role));
    for (const actor of others) {
      expect(await submit(actor, applicationId)).toEqual({ ok: false, error: { code: 'not-found' } });
    }
    expect(await historyOf(town.db, applicationId)).toEqual(['opened']);
  });

  it('is somebody else’s receipt either', async () => {
    const { citizen, applicationId } = await citizenWithDraft();
    done(await submit(citizen, applicationId));
    expect(await submit(await town.user('cittadino'), applicationId)).toEqual({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('is an application there is not', async () => {
    const citizen = await town.user('cittadino');
    expect(await submit(citizen, newId())).toEqual({ ok: false, error: { code: 'not-found' } });
  });

  it('is a draft that was discarded', async () => {
    const { citizen, applicationId } = await citizenWithDraft();
    done(await closeApplication(town.db, citizen, { applicationId, as: 'discarded' }));
    expect(await submit(citizen, applicationId)).toEqual({ ok: false, error: { code: 'not-editable' } });
    expect(await registerOf(applicationId)).toEqual([]);
  });

  it('leaves a withdrawn application its number', async () => {
    const { citizen, applicationId } = await citizenWithDraft();
    const receipt = done(await submit(citizen, applicationId));
    done(await closeApplication(town.db, citizen, { applicationId, as: 'withdrawn' }));
    expect(done(await submit(citizen, applicationId))).toEqual({ ...receipt, first: false });
    expect((await applicationOf(town.db, applicationId)).status).toBe('annullata');
  });

  it('leaves only sound histories', () => expectSoundHistories(town.db));
});
