import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawOrDiscard } from '../../support/own-data';
import { expireArchive, keepArchive } from '../../../commands/own-data/archive';
import { askAboutOwnData } from '../../../commands/own-data/ask';
import { decideOwnData, extendAnswer, setLegalHold } from '../../../commands/own-data/decide';
import { performErasure } from '../../../commands/own-data/erase';
import { gatherPersonalData } from '../../../db/queries/own-data/gather';
import { ownArchive, requestsOf } from '../../../db/queries/own-data/requests';
import { applications } from '../../../db/schema/applications';
import { ownDataRequests } from '../../../db/schema/own-data';
import { users } from '../../../db/schema/people';
import { sealedAnswers } from '../../../db/sealing/columns';
import { checkInvariants } from '../../../db/queries/invariants';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued } from '../../support/voucher';

let town: Town;
let slug: string;
let boss: User;
let operator: User;

beforeAll(async () => {
  town = await openTown(12);
  ({ slug } = await town.programme());
  boss = await town.user('responsabile');
  operator = await town.user('operatore');
});
afterAll(() => town.close());

const ask = (citizen: User, kind: string, text = 'Cancellate i miei dati', requestId: string = newId()) =>
  askAboutOwnData(town.db, citizen, { requestId, kind, text });
const asked = async (citizen: User, kind: string): Promise<string> =>
  done(await ask(citizen, kind)).requestId;
const refusedWith = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) as object });
const rowOf = async (id: string) =>
  (await town.db.select().from(ownDataRequests).where(eq(ownDataRequests.id, id)))[0];
const personOf = async (id: string) => (await town.db.select().from(users).where(eq(users.id, id)))[0];

async function granted(citizen: User): Promise<string> {
  const requestId = await asked(citizen, 'erasure');
  done(await decideOwnData(town.db, boss, { requestId, outcome: 'accolta', reason: 'Spetta' }));
  return requestId;
}

describe('asking', () => {
  it('is once for the same click, and one of a kind at a time', async () => {
    const citizen = await town.user('cittadino');
    const id = newId();
    const clicks = await Promise.all(Array.from({ length: 5 }, () => ask(citizen, 'export', '', id)));
    expect(clicks).toEqual(clicks.map(() => ({ ok: true, value: { requestId: id } })));
    expect(await ask(citizen, 'export')).toEqual(refusedWith('own-data-under-way'));
    expect((await ask(citizen, 'erasure')).ok).toBe(true);
    expect(await requestsOf(town.db, citizen.id)).toHaveLength(2);
  });

  it('is of the person alone', async () => {
    const requestId = await asked(await town.user('cittadino'), 'export');
    expect(await ask(await town.user('cittadino'), 'export', '', requestId)).toEqual(
      refusedWith('not-found'),
    );
    expect(await ask(operator, 'export')).toEqual(refusedWith('forbidden'));
  });

  it.each([
    ['kind', 'something', 'x'],
    ['text', 'erasure', '  '],
    ['text', 'rectification', 'x'.repeat(4_001)],
    ['text', 'rectification', 'a\u0000b'],
  ])('names the field at fault: %s', async (field, kind, text) => {
    expect(await ask(await town.user('cittadino'), kind, text)).toMatchObject({
      error: { code: 'invalid', faults: [{ field }] },
    });
  });
});

describe('a copy', () => {
  it('is its person’s alone, until its day; then it is gone', async () => {
    const citizen = await town.user('cittadino');
    const requestId = await asked(citizen, 'export');
    const first = done(await keepArchive(town.db, { requestId, bytes: Buffer.from('zip') }));
    expect(await keepArchive(town.db, { requestId, bytes: Buffer.from('other') })).toEqual({
      ok: true,
      value: first,
    });
    expect((await ownArchive(town.db, citizen.id, requestId))?.toString()).toBe('zip');
    expect(await ownArchive(town.db, boss.id, requestId)).toBeNull();
    expect(await expireArchive(town.db, { requestId })).toEqual(refusedWith('act-not-allowed'));
    await town.db.execute(
      sql`update own_data_requests set expires_at = now() - interval '1 second' where id = ${requestId}`,
    );
    expect(await ownArchive(town.db, citizen.id, requestId)).toBeNull();
    expect(await expireArchive(town.db, { requestId })).toEqual({ ok: true, value: null });
    expect(await expireArchive(town.db, { requestId })).toEqual({ ok: true, value: null });
    expect(
      (await town.db.execute(sql`select from own_data_archives where request_id = ${requestId}`)).rows,
    ).toEqual([]);
    expect((await rowOf(requestId))?.status).toBe('scaduta');
  });

  it('holds what the person gave, and nobody else’s', async () => {
    const citizen = await town.user('cittadino');
    const id = await town.approved(operator, citizen, slug);
    await town.submitted(await town.user('cittadino'), slug);
    const data = await gatherPersonalData(town.db, citizen.id);
    expect(data.applications.map((each) => each.id)).toEqual([id]);
    expect(data.applications[0]?.answers).toHaveProperty(['beneficiary.familyName']);
    expect(JSON.stringify(data)).not.toContain('passwordHash');
  });
});

describe('the answer', () => {
  it('is by who may, with the reason, on what they have read', async () => {
    const requestId = await asked(await town.user('cittadino'), 'rectification');
    const decide = (actor: User, changes = {}) =>
      decideOwnData(town.db, actor, { requestId, outcome: 'accolta', reason: 'Corretto', ...changes });
    expect(await decide(operator)).toEqual(refusedWith('not-found'));
    expect(await decide(boss, { reason: ' ' })).toMatchObject({ error: { faults: [{ field: 'reason' }] } });
    expect(await decide(boss, { outcome: '' })).toMatchObject({ error: { faults: [{ field: 'outcome' }] } });
    expect(await decide(boss, { seen: 9 })).toEqual(refusedWith('changed-meanwhile'));
    expect((await decide(boss, { seen: 1 })).ok).toBe(true);
    expect(await decide(boss, { outcome: 'respinta' })).toEqual(refusedWith('act-not-allowed'));
    expect(await rowOf(requestId)).toMatchObject({
      status: 'decisa',
      outcome: 'accolta',
      decidedBy: boss.id,
    });
  });

  it('may be owed two months later, once, while its term runs', async () => {
    const requestId = await asked(await town.user('cittadino'), 'erasure');
    const before = (await rowOf(requestId))?.answerBy ?? new Date(0);
    const extend = () => extendAnswer(town.db, boss, { requestId, reason: 'Molte richieste' });
    expect((await extend()).ok).toBe(true);
    expect((await rowOf(requestId))?.answerBy.getTime()).toBeGreaterThan(before.getTime() + 58 * 86_400_000);
    expect(await extend()).toEqual(refusedWith('act-not-allowed'));
    const late = await asked(await town.user('cittadino'), 'erasure');
    await town.db.execute(sql`update own_data_requests set asked_at = now() - interval '2 months',
      answer_by = now() - interval '1 day' where id = ${late}`);
    expect(await extendAnswer(town.db, boss, { requestId: late, reason: 'Tardi' })).toEqual(
      refusedWith('act-not-allowed'),
    );
  });

  it('does not grant what is needed for a claim', async () => {
    const requestId = await asked(await town.user('cittadino'), 'erasure');
    const hold = { requestId, holdId: newId(), reason: 'Ricorso al TAR' };
    expect(await setLegalHold(town.db, operator, hold)).toEqual(refusedWith('not-found'));
    done(await setLegalHold(town.db, boss, hold));
    done(await setLegalHold(town.db, boss, { ...hold, holdId: newId() }));
    const decide = () => decideOwnData(town.db, boss, { requestId, outcome: 'accolta', reason: 'Spetta' });
    expect(await decide()).toEqual(refusedWith('legal-hold'));
    done(await setLegalHold(town.db, boss, { requestId, lift: true }));
    expect((await decide()).ok).toBe(true);
  });
});

describe('an erasure', () => {
  it('takes away the account and what was typed of who never sent anything', async () => {
    const citizen = await town.user('cittadino');
    const draft = await town.draft(citizen, slug);
    const discarded = await town.draft(citizen, (await town.programme()).slug);
    await withdrawOrDiscard(town, citizen, discarded, 'discarded');
    const requestId = await granted(citizen);
    expect(await performErasure(town.db, { requestId })).toEqual({ ok: true, value: { done: true } });
    expect(await performErasure(town.db, { requestId })).toEqual({ ok: true, value: { done: true } });
    for (const id of [draft, discarded]) {
      const [left] = await town.db.select().from(applications).where(eq(applications.id, id));
      expect(left).toMatchObject({ status: 'annullata', answers: {}, beneficiaryFiscalCode: null });
    }
    expect(await personOf(citizen.id)).toMatchObject({
      active: false,
      email: '',
      mobile: null,
      familyName: '—',
      fiscalCode: null,
    });
    expect(await rowOf(requestId)).toMatchObject({
      status: 'eseguita',
      erased: { drafts: 2, attachments: 0, tickets: 0, account: 1 },
    });
  });

  it('waits while a voucher may be spent, then leaves what was registered and paid', async () => {
    const { applicationId, voucherId } = await issued(town, operator, slug);
    const [application] = await town.db.select().from(applications).where(eq(applications.id, applicationId));
    const citizen: User = {
      kind: 'user',
      id: application?.citizenId ?? '',
      role: 'cittadino',
      merchantId: null,
    };
    const requestId = await granted(citizen);
    expect(done(await performErasure(town.db, { requestId }))).toEqual({ done: false });
    expect((await personOf(citizen.id))?.active).toBe(true);
    await town.db.execute(sql`update vouchers set status = 'esaurito' where id = ${voucherId}`);
    expect(done(await performErasure(town.db, { requestId }))).toEqual({ done: true });
    const [after] = await town.db.select().from(applications).where(eq(applications.id, applicationId));
    expect(after?.form).toEqual(application?.form);
    expect((await personOf(citizen.id))?.familyName).not.toBe('—');
    await town.db.execute(sql`update vouchers set status = 'attivo' where id = ${voucherId}`);
  });

  it('waits while the data is needed for a claim that came after the decision', async () => {
    const citizen = await town.user('cittadino');
    const draft = await town.draft(citizen, slug);
    const requestId = await granted(citizen);
    done(await setLegalHold(town.db, boss, { requestId, holdId: newId(), reason: 'Causa' }));
    expect(done(await performErasure(town.db, { requestId }))).toEqual({ done: false });
    const [kept] = await town.db.select().from(applications).where(eq(applications.id, draft));
    expect(kept?.status).toBe('bozza');
    done(await setLegalHold(town.db, boss, { requestId, lift: true }));
    expect(done(await performErasure(town.db, { requestId }))).toEqual({ done: true });
  });

  it('is nothing that was not granted, and the database asks for the decision too', async () => {
    const citizen = await town.user('cittadino');
    const requestId = await asked(citizen, 'erasure');
    expect(await performErasure(town.db, { requestId })).toEqual(refusedWith('act-not-allowed'));
    const draft = await town.draft(citizen, slug);
    await withdrawOrDiscard(town, citizen, draft, 'discarded');
    await expect(
      town.db
        .update(applications)
        .set({ answers: sealedAnswers.seal(draft, {}) })
        .where(eq(applications.id, draft)),
    ).rejects.toThrow();
  });

  it('leaves every invariant as it was', async () => {
    const broken = (await checkInvariants(town.db)).filter(({ faults }) => faults.length > 0);
    expect(broken).toEqual([]);
  });
});
