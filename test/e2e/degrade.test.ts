import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideApplication } from '../../commands/application/decide';
import { messages } from '../../db/schema/delivery';
import { vouchers } from '../../db/schema/ledger';
import { newTrace, traceId } from '../../tracing/trace';
import { eventually } from '../support/engine';
import { cookiesOf, openGuests, type Guests } from '../support/guests';
import { alertRules, dashboardQueries, seriesIn, seriesShown } from '../support/promql';
import { openOwnPortal, type OwnPortal } from '../support/own-portal';
import { done } from '../support/town';

let portal: OwnPortal;
let guests: Guests;

beforeAll(async () => {
  portal = await openOwnPortal();
  guests = await openGuests(portal.databaseUrl);
}, 180_000);
afterAll(async () => {
  await guests.close();
  await portal.close();
}, 90_000);

const post = (path: string, headers: Record<string, string>, body: object, key: string = newId()) =>
  fetch(`${portal.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, origin: portal.url, ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });

const page = (path: string, cookie = '') =>
  fetch(portal.url + path, {
    headers: { cookie, accept: 'text/html' },
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });

/** An application sent over HTTP and approved by the act of the page. */
async function approved(): Promise<{ applicationId: string; status: number }> {
  const citizen = await guests.user('cittadino');
  const cookie = await cookiesOf(citizen.username, { url: portal.url });
  const applicationId = await guests.wholeDraft(citizen);
  const { status } = await post(`/applications/${applicationId}/submission`, { cookie }, {});
  const decision = { outcome: 'approvata' as const, amountCents: 30_000, reason: 'Come da istruttoria' };
  done(await decideApplication(guests.db, await guests.user('operatore'), { applicationId, decision }));
  return { applicationId, status };
}

const voucherOf = async (applicationId: string) =>
  (await guests.db.select().from(vouchers).where(eq(vouchers.applicationId, applicationId)))[0];

/** The SMS with the code, as it stands with us. */
const codeMessage = async (applicationId: string) =>
  (
    await guests.db
      .select()
      .from(messages)
      .where(sql`${messages.businessKey} like ${`voucher-code:${applicationId}:%`}`)
  )[0];

const codeArrives = async (applicationId: string): Promise<void> => {
  await eventually(
    () => codeMessage(applicationId),
    (message) => message?.status === 'inviato',
    60_000,
  );
  const code = (await voucherOf(applicationId))?.code ?? '';
  // Written in groups, for people.
  const words = portal.sms.taken.map(({ text }) => text.replaceAll(/[\s-]/g, ''));
  expect(words.filter((text) => text.includes(code))).toHaveLength(1);
};

describe('without the workflow engine', () => {
  test('people send, decide and spend; once it is back the voucher is issued and its SMS goes out', async () => {
    const code = await guests.voucher();
    const { keys } = await guests.shop();
    await portal.temporal.kill();
    const { applicationId, status } = await approved();
    expect(status).toBe(201);
    const spent = await post(
      `/vouchers/${code}/redemptions`,
      { authorization: `Bearer ${keys[0]}` },
      { amountCents: 1_000 },
    );
    expect(spent.status).toBe(201);
    expect(await (await fetch(`${portal.url}/api/ready`)).json()).toMatchObject({
      postgres: true,
      temporal: false,
    });
    await portal.temporal.start();
    await codeArrives(applicationId);
  }, 180_000);
});

describe('without the carrier of SMS', () => {
  test('the approval stands, the office sees that the SMS has not left, and it leaves later, once', async () => {
    portal.sms.mood = 'broken';
    const { applicationId } = await approved();
    const waiting = await eventually(
      () => codeMessage(applicationId),
      (message) => (message?.attempts ?? 0) > 0,
    );
    expect(waiting?.status).toBe('in coda');
    expect((await voucherOf(applicationId))?.status).toBe('attivo');
    const operator = await cookiesOf((await guests.user('operatore')).username, { url: portal.url });
    expect(await (await page(`/operatore/domande/${applicationId}`, operator)).text()).toContain(
      'Si riprova da sé',
    );
    portal.sms.mood = null;
    await codeArrives(applicationId);
  }, 120_000);
});

describe('seen from outside', () => {
  const trace = newTrace();
  const id = traceId(trace);
  const lines = (process: 'web' | 'worker') =>
    portal
      .logOf(process)
      .split('\n')
      .filter((line) => line.includes(id));

  test('an act is one trace from the browser to the activity, in logs and spans', async () => {
    const citizen = await guests.user('cittadino');
    const cookie = await cookiesOf(citizen.username, { url: portal.url });
    const applicationId = await guests.wholeDraft(citizen);
    const answer = await post(
      `/applications/${applicationId}/submission`,
      { cookie, traceparent: trace },
      {},
    );
    expect([answer.status, answer.headers.get('x-request-id')]).toEqual([201, id]);
    await eventually(
      () => Promise.resolve(lines('worker')),
      (found) => found.some((line) => line.includes('"activity":"noticeApplication"')),
    );
    expect(lines('worker').join('\n')).toContain(`"workflow":"application:`);
    expect(lines('worker').join('\n')).toContain(applicationId);
    await eventually(
      () => Promise.resolve(lines('web')),
      (found) => found.some((line) => line.includes('"route":"/api/v1/applications/[id]/submission"')),
    );

    const own = await eventually(
      () => Promise.resolve(portal.spans.filter(({ traceId: of }) => of === id)),
      (found) => found.some(({ name }) => name === 'activity noticeApplication'),
    );
    const named = (name: string) => own.find((span) => span.name === name);
    const asked = named('POST /api/v1/applications/[id]/submission');
    expect(asked).toMatchObject({ service: 'buoni-spesa-web', parentSpanId: trace.split('-')[2] });
    const told = named('tell application');
    expect(told).toMatchObject({ service: 'buoni-spesa-worker', parentSpanId: asked?.spanId });
    for (const name of ['workflow application', 'activity noticeApplication'])
      expect(named(name)).toMatchObject({ service: 'buoni-spesa-worker', parentSpanId: told?.spanId });
  }, 60_000);

  test('web and worker show what is watched, to whoever may look', async () => {
    const look = async (authorization: string) => fetch(portal.metrics.web, { headers: { authorization } });
    expect((await look('Bearer another')).status).toBe(404);
    const web = await (await look(`Bearer ${portal.metrics.token}`)).text();
    expect(web).toMatch(
      /duration_seconds_count\{method="POST",route="\/api\/v1\/applications\/\[id\]\/submission",status="201"\} [1-9]/,
    );
    expect(web).toMatch(/buoni_sign_ins_total\{outcome="ok"\} [1-9]/);
    const shown = seriesShown(await (await fetch(portal.metrics.worker)).text());
    const asked = [...alertRules().map(({ expr }) => expr), ...dashboardQueries()].flatMap(seriesIn);
    const workers = asked.filter((name) => name.startsWith('temporal_'));
    expect(workers.length).toBeGreaterThan(0);
    expect(workers.filter((name) => !shown.has(name))).toEqual([]);
  });

  test('no log, span or figure names anybody', async () => {
    const web = await (
      await fetch(portal.metrics.web, { headers: { authorization: `Bearer ${portal.metrics.token}` } })
    ).text();
    const all = [portal.logOf('web'), portal.logOf('worker'), JSON.stringify(portal.spans), web].join('\n');
    const { rows } = await guests.db.execute<Record<string, string | null>>(sql`
      select fiscal_code, email, mobile, phone, given_name || ' ' || family_name as name from users`);
    const people = new Set(
      rows.flatMap((row) => Object.values(row)).filter((each) => (each ?? '').length > 3),
    );
    expect(people.size).toBeGreaterThan(20);
    expect([...people].filter((each) => all.includes(each ?? ''))).toEqual([]);
    expect(all).not.toMatch(/[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]/);
    for (const { text } of portal.sms.taken) expect(all).not.toContain(/[A-Z0-9]{7}/.exec(text)?.[0]);
  });
});

describe('without the provider of identities', () => {
  test('whoever wants to enter by it is told so, and the password opens', async () => {
    const sent = await page('/accedi/identita/spid');
    expect(sent.headers.get('location')).toContain('/accedi/identita/problema/unreachable');
    const told = await page('/accedi/identita/problema/unreachable');
    expect(await told.text()).toContain('href="/accedi"');
    const cookie = await cookiesOf((await guests.user('cittadino')).username, { url: portal.url });
    expect((await page('/domande', cookie)).status).toBe(200);
  });
});

describe('PostgreSQL started again under load', () => {
  test('whoever comes in between is told when to come back, and nothing that was confirmed is lost', async () => {
    const { keys } = await guests.shop(8);
    const codes = await Promise.all(keys.map(() => guests.voucher()));
    const cookie = await cookiesOf((await guests.user('cittadino')).username, { url: portal.url });
    const [operator, citizen] = [await guests.user('operatore'), await guests.user('cittadino')];
    const before = { web: portal.starts('web'), worker: portal.starts('worker') };
    const seen: Seen[] = [];
    let stopping = false;
    const spend = (till: number) => async (): Promise<Response> =>
      post(
        `/vouchers/${codes[till]}/redemptions`,
        { authorization: `Bearer ${keys[till]}` },
        { amountCents: 1 },
      );
    const load = async (ask: () => Promise<Response>, pauseMs: number): Promise<void> => {
      while (!stopping) {
        seen.push(await look(ask));
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    };
    const loads = [
      // A voucher may be asked for ten times a minute.
      ...keys.map((_, till) => load(spend(till), 2_000)),
      ...['/domande', '/', '/accesso'].map((path) => load(() => page(path, cookie), 20)),
      load(() => page('/i-miei-dati?_rsc=1', cookie), 50),
      load(() => page('/api/v1/redemptions/nothing', cookie), 50),
    ];
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await portal.restartPostgres();
    const back = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    stopping = true;
    await Promise.all(loads);

    const failed = seen.filter(({ status }) => status >= 500);
    expect(failed.length).toBeGreaterThan(0);
    expect(new Set(failed.map(({ words }) => words))).toEqual(new Set(['503, come back, kept by nobody']));
    // Over two seconds after it is back everybody is served.
    expect(failed.filter(({ askedAt }) => askedAt > back + 2_000)).toEqual([]);
    expect(Math.max(...seen.map(({ tookMs }) => tookMs))).toBeLessThan(6_000);

    const confirmed = seen.flatMap(({ redemptionId }) => redemptionId ?? []);
    expect(confirmed.length).toBeGreaterThan(keys.length);
    const { rows } = await guests.db.execute<{ kept: number }>(
      sql`select count(*)::int as kept from redemptions where id in ${confirmed}`,
    );
    expect(rows[0]?.kept).toBe(confirmed.length);

    // The worker found the way back by itself too.
    const applicationId = await guests.wholeDraft(citizen);
    const session = await cookiesOf(citizen.username, { url: portal.url });
    expect((await post(`/applications/${applicationId}/submission`, { cookie: session }, {})).status).toBe(
      201,
    );
    const decision = { outcome: 'approvata' as const, amountCents: 30_000, reason: 'Come da istruttoria' };
    done(await decideApplication(guests.db, operator, { applicationId, decision }));
    await codeArrives(applicationId);
    expect({ web: portal.starts('web'), worker: portal.starts('worker') }).toEqual(before);
  }, 180_000);
});

/** An answer as somebody in a hurry sees it. */
interface Seen {
  askedAt: number;
  tookMs: number;
  status: number;
  /** What is the matter with a fault, in words. */
  words: string;
  redemptionId?: string;
}

async function look(ask: () => Promise<Response>): Promise<Seen> {
  const askedAt = Date.now();
  const answer = await ask();
  const text = await answer.text();
  const { status, headers } = answer;
  const isClear =
    /torna tra poco|"code":"database-away"/.test(text) && !/\bat .*:\d+:\d+|Error:|select /.test(text);
  const words = [
    String(status),
    headers.get('retry-after') === '2' && isClear ? 'come back' : `nothing clear: ${text.slice(0, 200)}`,
    headers.get('cache-control') === 'private, no-store' ? 'kept by nobody' : 'may be kept',
  ].join(', ');
  const { redemptionId } = status === 201 ? (JSON.parse(text) as { redemptionId: string }) : {};
  return { askedAt, tookMs: Date.now() - askedAt, status, words, ...(redemptionId && { redemptionId }) };
}
