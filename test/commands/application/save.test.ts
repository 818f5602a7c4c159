import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { openApplication } from '../../../commands/application/open';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import type { Answers } from '../../../domain/application/answers';
import { roles, type Actor } from '../../../domain/roles';
import { applicationOf, atOnce, expectSoundHistories, historyOf, tally } from '../../support/records';
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

/** Opens a new draft for a new citizen; saves refer to it. */
async function openDraft(): Promise<void> {
  citizen = await town.user('cittadino');
  ({ applicationId } = done(await openApplication(town.db, citizen, { programmeSlug: slug })));
}

const save = (version: number, answers: Answers, actor: Actor = citizen, id = applicationId) =>
  saveDraft(town.db, actor, { applicationId: id, version, answers });

const draft = () => applicationOf(town.db, applicationId);

describe('saving a draft', () => {
  it('keeps the answers as typed, readable or not, under the next version', async () => {
    await openDraft();
    const answers = { 'beneficiary.familyName': ' Giallo', 'monthlyMeans.income': 'circa 400' };
    const { version, savedAt } = done(await save(1, answers));
    expect(version).toBe(2);
    expect(await draft()).toMatchObject({ answers, answersVersion: 2, savedAt, status: 'bozza' });
    expect(await historyOf(town.db, applicationId)).toEqual(['opened']);
  });

  it('replaces all answers, and drops the empty ones', async () => {
    await openDraft();
    done(await save(1, { 'need.description': 'Perdita del lavoro', 'isee.amount': '9.000' }));
    done(await save(2, { 'need.description': '', 'isee.amount': '9.360', 'contacts.phone': '' }));
    expect((await draft()).answers).toEqual({ 'isee.amount': '9.360' });
  });

  it('on an older version is refused with the newer one, and writes nothing', async () => {
    await openDraft();
    const newer = { 'need.description': 'dal telefono' };
    done(await save(1, newer));
    const before = await draft();
    expect(await save(1, { 'need.description': 'dal computer' })).toEqual({
      ok: false,
      error: { code: 'stale-version', version: 2 },
    });
    expect(await draft()).toEqual(before);
  });

  it('on a version there never was is refused', async () => {
    await openDraft();
    for (const version of [0, -1, 2, 1_000]) {
      expect(await save(version, { 'need.description': 'x' })).toMatchObject({
        ok: false,
        error: { code: 'stale-version', version: 1 },
      });
    }
  });

  it('again with the same answers is the same save, whatever its version says', async () => {
    await openDraft();
    const answers = { 'need.description': 'Perdita del lavoro', 'isee.amount': '9.360' };
    const saved = done(await save(1, answers));
    const reordered = {
      'isee.amount': '9.360',
      'contacts.phone': '',
      'need.description': 'Perdita del lavoro',
    };
    expect(done(await save(1, reordered))).toEqual(saved);
    expect(done(await save(2, answers))).toEqual(saved);
    expect(await draft()).toMatchObject({ answersVersion: 2, savedAt: saved.savedAt });
  });

  it('waits for a save that is under way, and is then judged by what it left', async () => {
    await openDraft();
    let second: ReturnType<typeof save> | undefined;
    await town.db.transaction(async (tx) => {
      const answers = { 'need.description': 'dal telefono' };
      done(await saveDraft(tx, citizen, { applicationId, version: 1, answers }));
      second = save(1, { 'need.description': 'dal computer' });
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    expect(await second).toEqual({ ok: false, error: { code: 'stale-version', version: 2 } });
    expect((await draft()).answers).toEqual({ 'need.description': 'dal telefono' });
  });

  it('from ten devices at once keeps one of the answers and tells the others', async () => {
    await openDraft();
    const outcomes = await atOnce(10, (device) => save(1, { 'need.description': `dispositivo ${device}` }));
    expect(tally(outcomes)).toEqual({ done: 1, refusals: Array.from({ length: 9 }, () => 'stale-version') });
    const winner = outcomes.findIndex(({ ok }) => ok);
    expect(await draft()).toMatchObject({
      answersVersion: 2,
      answers: { 'need.description': `dispositivo ${winner}` },
    });
  });

  it.each([
    ['a field the form does not have', '{"status":"approvata"}', 'status', 'unknown-field'],
    ['a name every object has', '{"constructor":"x"}', 'constructor', 'unknown-field'],
    ['the name of an object’s prototype', '{"__proto__":"x"}', '__proto__', 'unknown-field'],
    ['a field members do not have', '{"members.m1.iban":"x"}', 'members.m1.iban', 'unknown-field'],
    ['a text beyond any use', `{"need.description":"${'x'.repeat(5_000)}"}`, 'need.description', 'too-long'],
    ['the character NUL', '{"need.description":"a\\u0000b"}', 'need.description', 'characters'],
    ['half a character', '{"need.description":"a\\ud800b"}', 'need.description', 'characters'],
  ])('refuses %s, and writes nothing', async (_, json, field, code) => {
    await openDraft();
    const before = await draft();
    const answers = { ...(JSON.parse(json) as Answers), 'isee.amount': '1' };
    expect(await save(1, answers)).toEqual({
      ok: false,
      error: { code: 'invalid', faults: [{ field, code }] },
    });
    expect(await draft()).toEqual(before);
  });

  it('refuses more answers than any household has', async () => {
    await openDraft();
    const members = Array.from({ length: 401 }, (_, index) => [`members.m${index}.givenName`, 'Mario']);
    expect(await save(1, Object.fromEntries(members) as Answers)).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
    expect(done(await save(1, Object.fromEntries(members.slice(1)) as Answers)).version).toBe(2);
  });

  it('of somebody else’s application finds nothing, whoever asks', async () => {
    await openDraft();
    const before = await draft();
    const { merchantId, cashier } = await town.shop();
    const others: Actor[] = [cashier, { kind: 'till', id: newId(), role: 'esercente', merchantId }];
    for (const role of roles) if (role !== 'esercente') others.push(await town.user(role));
    for (const actor of others) {
      expect(await save(1, { 'need.description': 'x' }, actor)).toEqual({
        ok: false,
        error: { code: 'not-found' },
      });
    }
    expect(await draft()).toEqual(before);
  });

  it('of an application there is not finds nothing', async () => {
    await openDraft();
    expect(await save(1, {}, citizen, newId())).toEqual({ ok: false, error: { code: 'not-found' } });
  });

  it('is over once it was sent', async () => {
    citizen = await town.user('cittadino');
    applicationId = await town.draft(citizen, slug);
    done(await submitApplication(town.db, citizen, { applicationId }));
    const before = await draft();
    const { answers, answersVersion } = before;
    for (const changed of [answers, { ...answers, 'isee.amount': '1' }]) {
      expect(await save(answersVersion, changed)).toEqual({ ok: false, error: { code: 'not-editable' } });
    }
    expect(await draft()).toEqual(before);
  });

  it('is over once it was discarded', async () => {
    await openDraft();
    done(await closeApplication(town.db, citizen, { applicationId, as: 'discarded' }));
    expect(await save(1, { 'isee.amount': '1' })).toEqual({ ok: false, error: { code: 'not-editable' } });
  });

  it('leaves only sound histories', () => expectSoundHistories(town.db));
});
