import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { migrate } from '../../db/migrate';
import { buildWeb } from '../stack/build';
import { Problem } from '../stack/problem';
import { step } from '../stack/progress';
import { fill } from './fill';
import { figures, p99, type Answer, type Call } from './load';
import { at, execute, quantile, type Part } from './part';
import { created, floorCall } from './redemptions-calls';
import { buildFloor, serve } from './redemptions-servers';
import { fillApplicants, type Applicant } from './submissions-town';

/** People who press "Spedisci" at once, how many of them in the crowd, and how long each of the two is called in turn. */
const atOnce = 64;
const crowd = 1_000;
const rounds = Number(process.env.ROUNDS ?? 5);
const roundMs = Number(process.env.ROUND_MS ?? 4_000);
/** How many applications the register holds before, and how many web processes there are. */
const already = Number(process.env.APPLICATIONS ?? 0);
const webs = Number(process.env.WEBS ?? 1);
/** As many as a round could need on a machine twice as fast as the goal. */
const applicantsPerRound = (roundMs / 1_000) * 1_600;
/** Receipts that are asked for again at the end. */
const askedAgain = 300;

const bar = { throughput: 1, perSecond: 600, crowdP99: 2_000 };

interface Submission extends Call {
  applicant: Applicant;
}

const submission = (applicant: Applicant): Submission => ({
  applicant,
  path: `/api/v1/applications/${applicant.applicationId}/submission`,
  headers: { cookie: applicant.cookie, 'idempotency-key': randomUUID(), 'sec-fetch-site': 'same-origin' },
  body: '{}',
});

/**
 * Submissions over HTTP beside the floor: a bare Next route handler that commits one row. Each is somebody's of their own
 * session, with a household of three and its incomes; one in fifty lacks an answer and must be refused, without harm to those
 * that are sent with it.
 */
export const submissionsBench: Part = async ({ stack, print }) => {
  await buildWeb();
  await step('Building the floor', buildFloor);
  const { url, adminUrl } = await step('A durable PostgreSQL', () => stack.postgres({ durable: true }));
  const name = 'submissions';
  await execute(adminUrl, `create database ${name} owner buoni_spesa`);
  const database = at(url, name);
  if (already > 0) {
    await migrate(database);
    await step(`${already.toLocaleString('en')} applications`, () => fill(at(adminUrl, name), already));
  }
  const count = Math.ceil((rounds + 2) * applicantsPerRound);
  const applicants = await step(`${count.toLocaleString('en')} people who have signed in`, () =>
    fillApplicants(database, at(adminUrl, name), count, stack.authSecret),
  );
  await execute(
    database,
    'create table floor (id bigint generated always as identity primary key, body jsonb not null, at timestamptz not null default now())',
  );
  const { floor, till: web } = await step('Web and floor', () => serve(stack, database, atOnce, webs));

  const before = await counted(database);
  const receipts = new Map<string, string>();
  let turn = 0;
  const next = (): Submission => {
    const applicant = applicants[turn++];
    if (!applicant) throw new Problem('Nobody is left who could send.');
    return submission(applicant);
  };
  const heard = ({ applicant }: Submission, { status, body }: Answer): void => {
    const expected = applicant.incomplete ? 422 : 201;
    if (status !== expected) throw new Problem(`A submission was answered with ${status}: ${body}`);
    if (status === 201) receipts.set(applicant.applicationId, numberIn(body));
  };

  await floor.load(1_500, () => floorCall, created);
  await web.load(1_500, next, heard);
  const ratios: number[] = [];
  const rates: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const least = await floor.load(roundMs, () => floorCall, created);
    const reached = await web.load(roundMs, next, heard);
    ratios.push(reached.perSecond / least.perSecond);
    rates.push(reached.perSecond);
    print(
      `round ${round} submissions ${figures(reached)} floor ${figures(least)} ratio ${(reached.perSecond / least.perSecond).toFixed(2)} load ${(os.loadavg()[0] ?? 0).toFixed(1)}`,
    );
  }
  const [ratio, rate] = [quantile(ratios, 0.5), quantile(rates, 0.5)];
  const [manyFloor, many] = [floor.widened(crowd), web.widened(crowd)];
  const leastOfMany = await manyFloor.load(roundMs, () => floorCall, created);
  const pressed = await many.load(roundMs, next, heard);
  print(
    `${crowd} at once ${figures(pressed)} floor ${figures(leastOfMany)} ratio ${(pressed.perSecond / leastOfMany.perSecond).toFixed(2)}`,
  );
  print(`submission ${rate.toFixed(0)}/s ratio ${ratio.toFixed(2)}`);

  const missed: string[] = [];
  if (ratio < bar.throughput)
    missed.push(`submissions reach ${ratio.toFixed(2)} of the floor, not ${bar.throughput}`);
  if (rate < bar.perSecond) missed.push(`${rate.toFixed(0)} submissions a second, not ${bar.perSecond}`);
  if (p99(pressed) >= bar.crowdP99)
    missed.push(`the p99 of ${crowd} at once is ${p99(pressed).toFixed(0)} ms, not under ${bar.crowdP99}`);
  missed.push(...(await askAgain(web.post.bind(web), applicants, receipts)));
  missed.push(...compare(before, await counted(database), receipts, print));
  for (const client of [floor, web, manyFloor, many]) client.close();
  return missed;
};

/** Whoever sends again has the same receipt. */
async function askAgain(
  post: (call: Call) => Promise<Answer>,
  applicants: readonly Applicant[],
  receipts: ReadonlyMap<string, string>,
): Promise<string[]> {
  const sent = applicants.filter(({ applicationId }) => receipts.has(applicationId)).slice(0, askedAgain);
  const answers = await Promise.all(sent.map((applicant) => post(submission(applicant))));
  const others = answers.filter(
    ({ status, body }, index) =>
      status !== 200 || numberIn(body) !== receipts.get(sent[index]?.applicationId ?? ''),
  );
  return others.length === 0 ? [] : [`${others.length} who sent again have another receipt`];
}

const numberIn = (body: string): string =>
  (JSON.parse(body) as { registrationNumber: string }).registrationNumber;

/** What the database holds of submissions, by kind; `last` is the last number of the year. */
async function counted(url: string): Promise<Record<string, number>> {
  const { rows } = await execute(
    url,
    `select count(*)::int as entries, count(distinct application_id)::int as applications,
      coalesce(max(number) filter (where year = extract(year from now() at time zone 'Europe/Rome')), 0) as last,
      (select count(*)::int from application_events where kind = 'submitted') as events,
      (select count(*)::int from outbox where process = 'application') as told,
      (select count(*)::int from consent_acceptances) as consents,
      (select count(*)::int from audit_entries where act = 'application.submitted') as audited,
      (select count(*)::int from household_claims) as claims
    from registrations`,
  );
  return (rows as Record<string, number>[])[0] ?? {};
}

/** What was acknowledged against what has come into the database: nothing lost, nothing doubled, no gap in the register. */
function compare(
  before: Record<string, number>,
  after: Record<string, number>,
  receipts: ReadonlyMap<string, string>,
  print: (line: string) => void,
): string[] {
  const added = (kind: string): number => (after[kind] ?? 0) - (before[kind] ?? 0);
  const sent = receipts.size;
  const doubled = sent - new Set(receipts.values()).size;
  print(
    `${sent} acknowledged, ${sent - added('entries')} lost, ${doubled} doubled, ${added('last') - added('entries')} gaps`,
  );
  const wrong = Object.keys(after).filter((kind) => added(kind) !== (kind === 'claims' ? 3 * sent : sent));
  return [
    ...(doubled === 0 ? [] : [`${doubled} numbers were given twice`]),
    ...wrong.map((kind) => `${added(kind)} ${kind} of ${sent} submissions`),
  ];
}
