import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideApplication } from '../../../commands/application/decide';
import { noticeApplication } from '../../../commands/application/notice';
import { liftRetentionHold, placeRetentionHold, setRetention } from '../../../commands/retention/decide';
import { eraseRetained } from '../../../commands/retention/erase';
import { issueVoucher } from '../../../commands/voucher/issue';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { checkInvariants } from '../../../db/queries/invariants';
import { retentionOf } from '../../../db/queries/retention';
import { applications, registrations } from '../../../db/schema/applications';
import { attachments } from '../../../db/schema/attachments';
import { messages } from '../../../db/schema/delivery';
import { transfers } from '../../../db/schema/ledger';
import { users } from '../../../db/schema/people';
import { openApplicationRow, openMessageRow } from '../../../db/sealing/columns';
import { checkSealed } from '../../../scripts/audit/sealed';
import { closedSince, retained } from '../../support/retention';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let boss: User;
let operator: User;

beforeAll(async () => {
  town = await openTown();
  boss = await town.user('responsabile');
  operator = await town.user('operatore');
});
afterAll(() => town.close());

/** A programme with an application that was spent, one that was rejected, and whoever asked for them. */
async function programme() {
  const { id, slug } = await town.programme();
  const [rich, poor] = [await town.user('cittadino'), await town.user('cittadino')];
  const spent = await town.approved(operator, rich, slug);
  done(await issueVoucher(town.db, { applicationId: spent }));
  for (const notice of ['submission-receipt', 'voucher-code'] as const)
    done(
      await noticeApplication(town.db, { applicationId: spent, notice, occasion: '1', officeMail: 'a@b.it' }),
    );
  const { cashier } = await town.shop();
  const code = (await town.voucherCode(spent)) ?? '';
  done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 30_000 }));
  const rejected = await town.submitted(poor, slug);
  const decision = {
    outcome: 'respinta' as const,
    reason: 'Reddito del canarino troppo alto',
  };
  done(await decideApplication(town.db, operator, { applicationId: rejected, decision }));
  return { id, slug, rich, poor, spent, rejected };
}

const erase = async (programmeId: string) => done(await eraseRetained(town.db, { programmeId }));
const applicationRow = async (id: string) => {
  const [row] = await town.db.select().from(applications).where(eq(applications.id, id));
  if (!row) throw new Error('there is no such application');
  return openApplicationRow(row);
};
const audit = async () =>
  [...(await checkInvariants(town.db)), ...(await checkSealed(town.db))].flatMap(({ faults }) => faults);

/** The tables in which a word stands in clear. */
async function tablesWith(word: string): Promise<string[]> {
  const { rows } = await town.db.execute<{ name: string }>(
    sql`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await town.db.execute(
      sql`select from ${sql.identifier(name)} t where t::text ilike ${`%${word}%`} limit 1`,
    );
    if (rowCount) found.push(name);
  }
  return found;
}

describe('when the term of a closed programme is over', () => {
  it('nothing names anybody any more, the register and every cent stay, and the audit finds nothing', async () => {
    const { id, rich, spent, rejected } = await programme();
    const [person] = await town.db.select().from(users).where(eq(users.id, rich.id));
    const before = {
      registrations: await town.db.$count(registrations),
      transfers: await town.db.$count(transfers),
      members: (await applicationRow(spent)).form?.members.length,
    };
    expect(await tablesWith(person?.email ?? '')).toContain('messages');
    await closedSince(town, boss, id, 13);
    expect((await eraseRetained(town.db, { programmeId: id })).ok).toBe(false);
    await retained(town, boss, id, 12);
    expect(await retentionOf(town.db, id)).toMatchObject({
      ahead: { applications: 2, messages: 2, held: 0 },
    });
    expect(await erase(id)).toBe('done');
    expect(await erase(id)).toBe('done');

    expect(await tablesWith(person?.email ?? '')).toEqual([]);
    expect(await tablesWith(person?.fiscalCode ?? '')).toEqual([]);
    const row = await applicationRow(spent);
    expect(row).toMatchObject({
      status: 'approvata',
      answers: {},
      familyKey: '',
      beneficiaryFamilyName: null,
    });
    expect(row.form).toEqual({
      values: {},
      members: Array.from({ length: before.members ?? 0 }, () => ({})),
    });
    expect((await applicationRow(rejected)).form?.values).toEqual({});
    const told = (await town.db.select().from(messages)).filter(({ businessKey }) =>
      businessKey.includes(spent),
    );
    expect(told.map((message) => openMessageRow(message).params)).toEqual([{}, {}]);
    expect(await town.db.$count(attachments, eq(attachments.applicationId, spent))).toBe(0);
    const [account] = await town.db.select().from(users).where(eq(users.id, rich.id));
    expect(account).toMatchObject({ active: false, familyName: '—', email: '', fiscalCode: null });

    expect(await town.db.$count(registrations)).toBe(before.registrations);
    expect(await town.db.$count(transfers)).toBe(before.transfers + 1);
    expect(await retentionOf(town.db, id)).toMatchObject({ erased: 2, ahead: { applications: 0 } });
    expect(await audit()).toEqual([]);
  });

  it('what somebody needs for a claim stays until the hold is lifted', async () => {
    const { id, spent, rejected } = await programme();
    const { registrationNumber, registrationYear } = await applicationRow(spent);
    const registration = `${registrationNumber}/${registrationYear}`;
    const holdId = newId();
    const hold = { programmeId: id, holdId, registration, reason: 'Ricorso al TAR' };
    expect(await placeRetentionHold(town.db, boss, { ...hold, registration: '99999/2020' })).toMatchObject({
      error: { code: 'invalid' },
    });
    done(await placeRetentionHold(town.db, boss, hold));
    done(await placeRetentionHold(town.db, boss, hold));
    await closedSince(town, boss, id, 13);
    await retained(town, boss, id, 12);
    expect(await retentionOf(town.db, id)).toMatchObject({
      ahead: { held: 1 },
      holds: [{ reason: 'Ricorso al TAR' }],
    });
    expect(await erase(id)).toBe('held');
    expect((await applicationRow(spent)).erasedAt).toBeNull();
    expect((await applicationRow(rejected)).erasedAt).not.toBeNull();
    done(await liftRetentionHold(town.db, boss, { programmeId: id, holdId }));
    expect(await erase(id)).toBe('done');
    expect((await applicationRow(spent)).erasedAt).not.toBeNull();
  });

  it('a person who is in another programme keeps their account', async () => {
    const { id, rich } = await programme();
    const other = await town.programme();
    await town.submitted(rich, other.slug);
    await closedSince(town, boss, id, 13);
    await retained(town, boss, id, 12);
    expect(await erase(id)).toBe('done');
    const [account] = await town.db.select().from(users).where(eq(users.id, rich.id));
    expect(account).toMatchObject({ active: true, familyName: 'Rossi' });
  });
});

describe('before that', () => {
  it('the database itself refuses to erase', async () => {
    const { id, spent } = await programme();
    const byHand = () =>
      town.db.update(applications).set({ erasedAt: new Date() }).where(eq(applications.id, spent));
    await expect(byHand()).rejects.toThrow();
    await closedSince(town, boss, id, 1);
    await expect(byHand()).rejects.toThrow();
  });

  it('no term is set of a programme that is open, nor one that nobody meant', async () => {
    const { id } = await town.programme();
    const set = (months: string) => setRetention(town.db, boss, { programmeId: id, months });
    expect(await set('60')).toMatchObject({ error: { code: 'act-not-allowed' } });
    expect(await set('3')).toMatchObject({ error: { code: 'invalid' } });
  });
});
