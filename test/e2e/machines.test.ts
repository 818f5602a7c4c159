import { sql } from 'drizzle-orm';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideApplication } from '../../commands/application/decide';
import { checkInvariants } from '../../db/queries/invariants';
import { compareLives } from '../../scripts/audit/lives';
import { canStartTemporalServer } from '../../scripts/stack/temporal-server';
import { eventually } from '../support/engine';
import { cookiesOf, openGuests, type Guests } from '../support/guests';
import { openMachines, type Machine, type Machines } from '../support/machines';
import { done } from '../support/town';

const possible = (await canStartTemporalServer()) || process.env.CI === 'true';

let machines: Machines;
let guests: Guests;

describe.skipIf(!possible)('on several machines, with the production server of Temporal', () => {
  // Where the server was never built here, Go builds it first.
  beforeAll(async () => {
    machines = await openMachines();
    guests = await openGuests(machines.databaseUrl);
  }, 1_200_000);
  afterAll(async () => {
    await guests.close();
    await machines.close();
  }, 90_000);

  test('any one process is killed, and nothing stops: what was confirmed is there, every procedure goes on', async () => {
    const acts = await openActs();
    await acts.go(3_000);
    const order: Machine[] = ['web-1', 'worker-1', 'web-2', 'worker-2'];
    for (const machine of order) {
      const before = { ...acts.done };
      const told = await sent();
      const back = machines.kill(machine);
      await acts.go(4_000);
      // People went on meanwhile, and were written to.
      expect([machine, acts.done.sent > before.sent, acts.done.spent > before.spent]).toEqual([
        machine,
        true,
        true,
      ]);
      await eventually(sent, (now) => now > told);
      await back();
    }
    expect(acts.faults).toEqual([]);
    expect(acts.longestMs).toBeLessThan(15_000);

    const { rows } = await guests.db.execute<{ sent: number; approved: number; spent: number }>(sql`
      select (select count(*) from registrations where application_id in ${acts.applications})::int as sent,
        (select count(*) from applications where status = 'approvata' and id in ${acts.applications})::int as approved,
        (select count(*) from redemptions where id in ${acts.redemptions})::int as spent`);
    expect(rows[0]).toEqual({
      sent: acts.applications.length,
      approved: acts.applications.length,
      spent: acts.redemptions.length,
    });
    // Each is told twice, that it came in and that it was granted, and the code goes out once.
    const told = () =>
      guests.db.execute<{ waiting: number; codes: number }>(sql`
        select (select count(*) from outbox)::int + (select count(*) from messages where status = 'in coda')::int as waiting,
          (select count(distinct m.business_key) from messages m, unnest(array[${sql.join(acts.applications, sql`, `)}]) as a (id)
            where m.kind = 'voucher-code' and m.status = 'inviato' and m.business_key like 'voucher-code:' || a.id || ':%')::int as codes`);
    await eventually(
      async () => (await told()).rows[0],
      (now) => now?.waiting === 0 && now.codes === acts.applications.length,
      45_000,
    );
    const reports = [
      ...(await checkInvariants(guests.db)),
      ...(await compareLives(guests.db, machines.client.workflow)),
    ];
    expect(reports.filter(({ faults }) => faults.length > 0)).toEqual([]);
  }, 180_000);

  test('what people wrote stands in clear in no table of the engine, and in no log', async () => {
    const { rows } = await guests.db.execute<{ fiscal_code: string; family_name: string; email: string }>(
      sql`select fiscal_code, family_name, email from users where username like 'ospite-%' and role = 'cittadino'`,
    );
    expect(rows.length).toBeGreaterThan(5);
    const kept = `${await engineTables()}\n${machines.logs()}`;
    // The look would find what is there: workflow ids are in clear.
    expect(kept).toContain('application:');
    for (const { fiscal_code, email } of rows)
      expect([kept.includes(fiscal_code), kept.includes(email)]).toEqual([false, false]);
    for (const word of ['3331234567', 'Come da istruttoria', 'ospite-'])
      expect(kept.includes(word)).toBe(false);
  });
});

/** Messages that have left. */
async function sent(): Promise<number> {
  const { rows } = await guests.db.execute<{ sent: number }>(
    sql`select count(*)::int as sent from messages where status = 'inviato'`,
  );
  return rows[0]?.sent ?? 0;
}

/** People who send, decide and spend, a few a second, and what was confirmed to them. */
async function openActs() {
  const { keys } = await guests.shop(6);
  const codes = await Promise.all(keys.map(() => guests.voucher()));
  const operator = await guests.user('operatore');
  const [applications, redemptions, faults]: string[][] = [[], [], []];
  const counts = { sent: 0, spent: 0 };
  let longestMs = 0;
  const headers = (more: Record<string, string>) => ({
    'content-type': 'application/json',
    'idempotency-key': newId(),
    ...more,
  });
  const post = async (where: string, more: Record<string, string>, body: object): Promise<string | null> => {
    const begun = Date.now();
    const init = { method: 'POST', headers: headers(more), body: JSON.stringify(body) };
    const answer = await machines.ask(`/api/v1${where}`, init);
    longestMs = Math.max(longestMs, Date.now() - begun);
    const text = await answer.text();
    if (answer.ok) return text;
    faults?.push(`${where} ${answer.status} ${text.slice(0, 200)}`);
    return null;
  };
  const send = async (): Promise<void> => {
    const citizen = await guests.user('cittadino');
    const cookie = await machines.onAny((url) => cookiesOf(citizen.username, { url }));
    const id = await guests.wholeDraft(citizen);
    if ((await post(`/applications/${id}/submission`, { cookie, origin: machines.origin }, {})) === null)
      return;
    applications?.push(id);
    const decision = { outcome: 'approvata' as const, amountCents: 10_000, reason: 'Come da istruttoria' };
    done(await decideApplication(guests.db, operator, { applicationId: id, decision }));
    counts.sent++;
  };
  let till = 0;
  const spend = async (): Promise<void> => {
    const at = till++ % keys.length;
    const authorization = `Bearer ${keys[at]}`;
    const answer = await post(`/vouchers/${codes[at]}/redemptions`, { authorization }, { amountCents: 1 });
    if (answer === null) return;
    redemptions?.push((JSON.parse(answer) as { redemptionId: string }).redemptionId);
    counts.spent++;
  };
  const repeatedly = async (act: () => Promise<void>, until: number, pauseMs: number): Promise<void> => {
    while (Date.now() < until) {
      await act().catch((fault: unknown) => faults?.push(String(fault)));
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  return {
    applications: applications ?? [],
    redemptions: redemptions ?? [],
    faults: faults ?? [],
    done: counts,
    get longestMs() {
      return longestMs;
    },
    /** Goes on for so long. */
    go: async (milliseconds: number): Promise<void> => {
      const until = Date.now() + milliseconds;
      // A voucher may be asked for ten times a minute.
      await Promise.all([repeatedly(send, until, 400), repeatedly(spend, until, 1_100)]);
    },
  };
}

/** Every row of the engine's two databases, what is bytes read as text. */
async function engineTables(): Promise<string> {
  const kept: string[] = [];
  for (const database of ['temporal', 'temporal_visibility']) {
    const address = new URL(machines.adminUrl);
    address.pathname = `/${database}`;
    const client = new pg.Client({ connectionString: address.href });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`select * from ${name}`);
      for (const row of rows) kept.push(Object.values(row).map(asText).join(' '));
    }
    await client.end();
  }
  return kept.join('\n');
}

const asText = (value: unknown): string =>
  Buffer.isBuffer(value)
    ? value.toString('latin1')
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
