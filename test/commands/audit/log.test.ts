import { sql, type SQL } from 'drizzle-orm';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { openDatabase, type Database, type Queryable } from '../../../db/client';
import { checkInvariants } from '../../../db/queries/invariants';
import { auditEntries } from '../../../db/schema/audit';
import { anchorDirectory } from '../../../integrations/anchors/directory';
import { anchorOnce, sealOnce } from '../../../relay/seal';
import { checkSealing, compareAnchors } from '../../../scripts/audit/anchors';
import { given } from '../../support/given';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued } from '../../support/voucher';

let town: Town;
/** The database as its superuser reaches it. */
let superuser: Database;
let operator: User;
let slug: string;
let directory: string;

beforeAll(async () => {
  town = await openTown(12);
  const url = new URL(given('TEST_POSTGRES_URL'));
  url.pathname = new URL(town.url).pathname;
  superuser = openDatabase(url.href, 2);
  operator = await town.user('operatore');
  ({ slug } = await town.programme());
  directory = await mkdtemp(path.join(tmpdir(), 'anchors-'));
});
afterAll(async () => {
  await superuser.$client.end();
  await town.close();
  await rm(directory, { recursive: true });
});

/** Seals all there is, as the worker does. */
async function sealAll(): Promise<void> {
  while ((await sealOnce(town.db)) > 0);
}

/** What the audit finds, of the log alone. */
async function faults(): Promise<string[]> {
  const reports = [
    ...(await checkInvariants(town.db)),
    await compareAnchors(town.db, anchorDirectory(directory)),
  ];
  return reports.flatMap(({ name, faults: found }) => (/audit log/.test(name) ? found : []));
}

/** Does as a superuser whom no trigger stops, looks, and puts all back. */
async function tampered(...statements: SQL[]): Promise<string[]> {
  let found: string[] = [];
  const back = new Error('put back');
  await superuser
    .transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      for (const statement of statements) await tx.execute(statement);
      found = await faultsIn(tx);
      throw back;
    })
    .catch((fault: unknown) => {
      if (fault !== back) throw fault;
    });
  return found;
}

async function faultsIn(tx: Queryable): Promise<string[]> {
  const reports = [...(await checkInvariants(tx)), await compareAnchors(tx, anchorDirectory(directory))];
  return reports.flatMap(({ name, faults: found }) => (/audit log/.test(name) ? found : []));
}

describe('what was done', () => {
  it('is an entry each: who, as what, from where, on what', async () => {
    const citizen = await town.user('cittadino');
    const applicationId = await town.submitted(citizen, slug);
    const entries = await town.db
      .select()
      .from(auditEntries)
      .where(sql`subject_id = ${applicationId} and not view`)
      .orderBy(auditEntries.id);
    expect(entries.map(({ act, actorId, role, channel }) => ({ act, actorId, role, channel }))).toEqual([
      { act: 'application.opened', actorId: citizen.id, role: 'cittadino', channel: 'web' },
      { act: 'application.submitted', actorId: citizen.id, role: 'cittadino', channel: 'web' },
    ]);
  });

  it('is no entry where it was undone', async () => {
    const count = () => town.db.$count(auditEntries);
    const { code } = await issued(town, operator, slug);
    const { cashier } = await town.shop();
    const before = await count();
    const refused = await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 99_999_999 });
    expect(refused.ok).toBe(false);
    expect(await count()).toBe(before);
    done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 100 }));
    expect(await count()).toBe(before + 1);
  });
});

describe('the chain', () => {
  it('is sealed in order, once, by whoever of many is first', async () => {
    await Promise.all(Array.from({ length: 6 }, () => sealOnce(town.db)));
    await town.db.execute(
      sql`insert into audit_entries (at, actor_kind, channel, act, subject)
        values (now() - interval '11 minutes', 'system', 'workflow', 'late', 'x')`,
    );
    expect((await checkSealing(town.db)).faults).toHaveLength(1);
    await sealAll();
    expect((await checkSealing(town.db)).faults).toEqual([]);
    const rows = await town.db.select().from(auditEntries).orderBy(auditEntries.id);
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    expect(await faults()).toEqual([]);
  });

  it('takes in later what was committed later', async () => {
    const slow = await superuser.$client.connect();
    try {
      await slow.query('begin');
      await slow.query(
        `insert into audit_entries (actor_kind, channel, act, subject) values ('system', 'workflow', 'slow', 'x')`,
      );
      await town.submitted(await town.user('cittadino'), slug);
      await sealAll();
      await slow.query('commit');
    } finally {
      slow.release();
    }
    await sealAll();
    const [{ unsealed } = { unsealed: -1 }] = (
      await town.db.execute<{ unsealed: number }>(
        sql`select count(*)::int as unsealed from audit_entries where sequence is null`,
      )
    ).rows;
    expect(unsealed).toBe(0);
    expect(await faults()).toEqual([]);
  });

  it.each([
    ['changed', sql`update audit_entries set act = 'other' where sequence = 1`],
    ['removed', sql`delete from audit_entries where sequence = 1`],
    [
      'added',
      sql`insert into audit_entries (actor_kind, channel, act, subject, sequence, hash) values ('system', 'workflow', 'x', 'x', 1, null)`,
    ],
    ['emptied', sql`truncate audit_entries`],
  ])('is not %s by the application', async (_, statement) => {
    await expect(town.db.execute(statement)).rejects.toThrow();
  });
});

describe('whoever writes in the database as its superuser', () => {
  beforeEach(async () => {
    await sealAll();
    await anchorOnce(town.db, anchorDirectory(directory));
    expect(await faults()).toEqual([]);
  });

  it('is found to have changed an entry, which is named', async () => {
    const found = await tampered(
      sql`update audit_entries set actor_id = gen_random_uuid() where sequence = 3`,
    );
    expect(found).toEqual([expect.stringMatching(/^entry 3 \(id 3, .* is not what was sealed$/)]);
  });

  it('is found to have removed entries, by their numbers', async () => {
    const found = await tampered(sql`delete from audit_entries where sequence between 2 and 4`);
    expect(found).toContain('entries 2 to 4 are gone');
  });

  it('is found to have exchanged two entries', async () => {
    const found = await tampered(
      sql`update audit_entries set sequence = -1, hash = hash where false`,
      sql`alter table audit_entries drop constraint audit_entries_sequence_check`,
      sql`update audit_entries set sequence = -2 where sequence = 2`,
      sql`update audit_entries set sequence = 2 where sequence = 4`,
      sql`update audit_entries set sequence = 4 where sequence = -2`,
    );
    expect(found.map((fault) => fault.split(' ').slice(0, 2).join(' '))).toEqual(
      expect.arrayContaining(['entry 2', 'entry 4']),
    );
  });

  it('is found to have cut off the end', async () => {
    const found = await tampered(
      sql`delete from audit_entries where sequence > (select max(sequence) - 1 from audit_entries)`,
    );
    expect(found).toContainEqual(expect.stringMatching(/^the chain ends before entry \d+, anchored/));
  });

  it('is found to have emptied it', async () => {
    const found = await tampered(sql`delete from audit_entries`, sql`delete from audit_anchors`);
    expect(found).toContainEqual(expect.stringMatching(/^the chain ends before entry/));
    expect(found).toContainEqual(expect.stringMatching(/^application_events .* is not in the log$/));
  });

  it('is found to have written the whole chain anew', async () => {
    const found = await tampered(
      sql`delete from audit_entries where sequence = 3`,
      sql`update audit_entries set sequence = null, hash = null`,
      sql`select seal_audit(100000)`,
    );
    expect(found).toContainEqual(expect.stringMatching(/^the chain (up to|ends before) entry \d+, anchored/));
  });

  it('is found to have changed what was done', async () => {
    const [event] = (
      await town.db.execute<{ key: string }>(
        sql`select application_id || '/' || number as key from application_events where kind = 'approved' limit 1`,
      )
    ).rows;
    const found = await tampered(
      sql`update application_events set actor_id = gen_random_uuid()
        where application_id || '/' || number = ${event?.key}`,
    );
    expect(found).toEqual([`application_events ${event?.key} is not what the log says`]);
    expect(await tampered(sql`update users set role = 'responsabile' where id = ${operator.id}`)).toEqual([
      `users ${operator.id} is not what the log says`,
    ]);
    expect(await tampered(sql`delete from redemptions`)).toContainEqual(
      expect.stringMatching(/^redemptions .* is gone$/),
    );
  });
});

describe('an anchor', () => {
  it('that was changed outside is not signed any more', async () => {
    await sealAll();
    await anchorOnce(town.db, anchorDirectory(directory));
    const file = path.join(directory, 'anchors.txt');
    const written = await readFile(file, 'utf8');
    await writeFile(file, written.replace(/ [0-9a-f]{8}/, ' 00000000'));
    expect(await faults()).toEqual([expect.stringMatching(/is not signed by its key$/)]);
    await writeFile(file, '');
    expect(await faults()).toEqual([expect.stringMatching(/^the anchor at entry \d+ is missing outside$/)]);
    await writeFile(file, written);
    expect(await faults()).toEqual([]);
  });

  it('is written once an hour, by one of many', async () => {
    await anchorOnce(town.db, anchorDirectory(directory));
    await town.submitted(await town.user('cittadino'), slug);
    await sealAll();
    const written = await Promise.all(
      Array.from({ length: 4 }, () => anchorOnce(town.db, anchorDirectory(directory))),
    );
    expect(written).toEqual([false, false, false, false]);
  });
});
