import { existsSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { findNginx } from '../testing/nginx';
import { startPlainFront } from '../../test/support/nginx';
import { nobodysHash, passwordMatches } from '../../commands/access/password';
import { buildWeb } from '../stack/build';
import { freePort } from '../stack/ports';
import { Problem } from '../stack/problem';
import { step } from '../stack/progress';
import { benchPassword, fillCrowdTown, type BenchCitizen } from './crowd-town';
import { crowdOf, type Visits } from './crowd-visitors';
import { Client } from './load';
import { execute, quantile, type Part } from './part';
import { serveWeb } from './redemptions-servers';

const citizenCount = Number(process.env.CITIZENS ?? 1_600);
const rounds = Number(process.env.ROUNDS ?? 5);
const roundMs = Number(process.env.ROUND_MS ?? 4_000);
/** How long the crowd stays, after it has formed, in milliseconds. */
const crowdMs = Number(process.env.CROWD_MS ?? 60_000);
const formsMs = 20_000;
/** How many crowds come, each between two measures of the peak: the pace of a machine changes by a third within minutes. */
const crowds = Number(process.env.CROWDS ?? 2);
const peakMs = 10_000;
/** People who sign in at once: no more than a process takes on before anything was measured, or they would wait. */
const atOnce = 24;
/** Every so many visitors send an application. */
const everySo = 20;

const bar = { signIns: 0.5, lagMs: 100, goodput: 0.9 };

/**
 * The opening day: sign-ins beside bare hashes of the same run, then the pages and applications that are served at their
 * best, and when five times as many people come.
 */
export const crowdBench: Part = async ({ stack, print }) => {
  const nginx = await findNginx();
  if (!nginx) throw new Problem('A crowd comes through a proxy: install nginx.');
  await buildWeb();
  const { url } = await step('A durable PostgreSQL', () => stack.postgres({ durable: true }));
  const database = new URL(url);
  const citizens = await step('Citizens with drafts', () =>
    fillCrowdTown(database.href, stack.authSecret, citizenCount),
  );
  const lagFile = path.join(os.tmpdir(), `crowd-lag-${process.pid}`);
  const front = await freePort();
  const port = await step('Web', () =>
    serveWeb(stack, database.href, {
      NODE_OPTIONS: `--import ${pathToFileURL(path.resolve('scripts/bench/crowd-lag.mjs')).href}`,
      CROWD_LAG_FILE: lagFile,
      APP_URL: `http://localhost:${front}`,
      NEXTAUTH_URL: `http://localhost:${front}`,
      TRUSTED_PROXIES: '1',
    }),
  );
  const proxy = await step('nginx', () =>
    startPlainFront(nginx, `http://127.0.0.1:${port}`, { plainPort: front }),
  );
  try {
    const missed = await signIns({ port, citizens, lagFile, print });
    return [...missed, ...(await crowd({ port: front, citizens, url: database.href, lagFile, print }))];
  } finally {
    await proxy.stop();
    rmSync(lagFile, { force: true });
  }
};

interface Setting {
  port: number;
  citizens: BenchCitizen[];
  lagFile: string;
  print: (line: string) => void;
}

async function signIns({ port, citizens, lagFile, print }: Setting): Promise<string[]> {
  const client = new Client([port], atOnce);
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  let [turn, refused] = [0, 0];
  const next = () => {
    const number = turn++;
    const { username = '' } = citizens[number % citizens.length] ?? {};
    return {
      path: '/api/auth/callback/credentials',
      headers: {
        cookie,
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
      },
      body: new URLSearchParams({ csrfToken, username, password: benchPassword, json: 'true' }).toString(),
    };
  };
  const heard = (_: unknown, { status }: { status: number }): void => {
    if (status !== 200) refused++;
  };
  const hash = await nobodysHash;
  await client.load(1_500, next, heard);
  const [ratios, rates]: [number[], number[]] = [[], []];
  await forgetLag(lagFile);
  for (let round = 1; round <= rounds; round++) {
    const floor = await bareHashes(hash);
    const refusedBefore = refused;
    const { perSecond: answered, times } = await client.load(roundMs, next, heard);
    const perSecond = answered * (1 - (refused - refusedBefore) / times.length);
    ratios.push(perSecond / floor);
    rates.push(perSecond);
    print(
      `sign-ins round ${round} ${perSecond.toFixed(0)}/s p99 ${quantile(times, 0.99).toFixed(0)} ms floor ${floor.toFixed(0)} hashes/s ratio ${(perSecond / floor).toFixed(2)} load ${load()}`,
    );
  }
  client.close();
  const [ratio, lag] = [quantile(ratios, 0.5), lagOf(lagFile)];
  print(
    `sign-ins median ${quantile(rates, 0.5).toFixed(0)}/s ratio ${ratio.toFixed(2)} event loop p99 ${lag.toFixed(0)} ms, ${refused} refused`,
  );
  return [
    ...(ratio < bar.signIns ? [`sign-ins reach ${ratio.toFixed(2)} of bare hashes, not ${bar.signIns}`] : []),
    ...(lag < bar.lagMs ? [] : [`the event loop is late by ${lag.toFixed(0)} ms at sign-ins (p99)`]),
    ...(refused === 0 ? [] : [`${refused} sign-ins were refused`]),
  ];
}

/** How many passwords are compared a second by the same bounded pool, with nothing around it. */
async function bareHashes(hash: string): Promise<number> {
  const [started, length] = [performance.now(), roundMs / 2];
  let done = 0;
  const one = async (): Promise<void> => {
    for (; performance.now() - started < length; done++) await passwordMatches(hash, benchPassword);
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, one));
  return (done * 1_000) / (performance.now() - started);
}

async function crowd({ port, citizens, url, lagFile, print }: Setting & { url: string }): Promise<string[]> {
  const visits: Visits[] = [];
  const newCrowd = (): ReturnType<typeof crowdOf> => {
    const people = crowdOf(port, citizens, everySo);
    visits.push(people.visits);
    return people;
  };
  /** How many are served a second, so many at once, one after the other. */
  const servedAt = async (many: number, milliseconds: number): Promise<number> => {
    const people = newCrowd();
    const started = performance.now();
    const one = async (): Promise<void> => {
      while (performance.now() - started < milliseconds) await people.one();
    };
    await Promise.all(Array.from({ length: many }, one));
    const perSecond = (people.visits.served * 1_000) / (performance.now() - started);
    people.close();
    print(`${many} at once ${perSecond.toFixed(0)}/s load ${load()}`);
    return perSecond;
  };

  const ramp: { many: number; perSecond: number }[] = [];
  for (const many of [4, 8, 12, 16]) ramp.push({ many, perSecond: await servedAt(many, roundMs * 2) });
  const { many } = ramp.toSorted((one, other) => other.perSecond - one.perSecond)[0] ?? { many: 16 };

  const [ratios, lags]: [number[], number[]] = [[], []];
  let peak = await servedAt(many, peakMs);
  for (let round = 1; round <= crowds; round++) {
    const people = newCrowd();
    const arriving = new AbortController();
    const comes = 5 * peak;
    const arrivals = come(comes, people.one, arriving.signal);
    await sleep(formsMs);
    const [served, answers] = [people.visits.served, people.visits.times.length];
    await forgetLag(lagFile);
    const started = performance.now();
    await sleep(crowdMs);
    const goodput = ((people.visits.served - served) * 1_000) / (performance.now() - started);
    const lag = lagOf(lagFile);
    arriving.abort();
    await arrivals;
    // Who is being answered is answered.
    await sleep(2_000);
    people.close();
    await everybodyLeft(url);
    const times = people.visits.times.slice(answers);
    const after = await servedAt(many, peakMs);
    const ratio = goodput / ((peak + after) / 2);
    ratios.push(ratio);
    lags.push(lag);
    print(
      `crowd ${round} of ${comes.toFixed(0)}/s for ${((formsMs + crowdMs) / 1_000).toFixed(0)} s: ${goodput.toFixed(0)}/s of ${peak.toFixed(0)}/s before and ${after.toFixed(0)}/s after, ratio ${ratio.toFixed(2)}, ${share(people.visits)} of the ${(times.length / (crowdMs / 1_000)).toFixed(0)} answers a second the waiting page, p50 ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms, the slowest ${quantile(times, 1).toFixed(0)} ms, event loop p99 ${lag.toFixed(0)} ms, load ${load()}`,
    );
    peak = after;
  }

  const sent = visits.reduce((sum, each) => sum + each.sent, 0);
  const half = await halfApplications(url, sent);
  const lost = visits.flatMap((each) =>
    [...each.lost].map(([fault, count]) => `${count} answers did not come (${fault})`),
  );
  const wrong = visits.flatMap((each) =>
    [...each.wrong].map(([status, count]) => `${count} answers with ${status}`),
  );
  const [ratio, lag] = [ratios.reduce((sum, each) => sum + each, 0) / ratios.length, Math.max(...lags)];
  print(
    `crowd mean ratio ${ratio.toFixed(2)}, ${lost.length === 0 ? 'none lost' : lost.join(', ')}, ${sent} applications sent, ${half} half`,
  );
  return [
    ...(ratio < bar.goodput
      ? [`the goodput in a crowd is ${ratio.toFixed(2)} of the peak, not ${bar.goodput}`]
      : []),
    ...(lag < bar.lagMs ? [] : [`the event loop is late by ${lag.toFixed(0)} ms in a crowd (p99)`]),
    ...lost,
    ...(half === 0 ? [] : [`${half} applications are half sent`]),
    ...wrong,
  ];
}

/** Has nobody waited for any more of a crowd that has left, which by itself would take a minute and a half. */
async function everybodyLeft(url: string): Promise<void> {
  // Who asked last is written down first.
  await sleep(1_000);
  await execute(url, 'delete from waiting_turns');
  // How the queue stands is read every some seconds.
  await sleep(4_000);
}

/** So many people come in a second, whether those before them were served or not. */
async function come(perSecond: number, one: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  for (let came = 0; !signal.aborted; await sleep(20)) {
    for (; came < ((performance.now() - started) * perSecond) / 1_000; came++) void one();
  }
}

/**
 * Applications that are sent without their number or event, or events without their state, and how far what the citizens
 * were told is from what stands in the database. One whose answer the closing cut off may be sent and not told.
 */
async function halfApplications(url: string, told: number): Promise<number> {
  const { rows } = await execute(
    url,
    `
      select count(*) filter (where (status = 'presentata') <> (registration_number is not null)
          or (status = 'presentata') <> exists (
            select from application_events e where e.application_id = a.id and e.kind = 'submitted'))::int as half,
        count(*) filter (where status = 'presentata')::int as sent
      from applications a`,
  );
  const [{ half, sent } = { half: Number.NaN, sent: Number.NaN }] = rows as { half: number; sent: number }[];
  return half + Math.max(0, told - sent);
}

async function forgetLag(file: string): Promise<void> {
  rmSync(file, { force: true });
  await sleep(300);
}

const lagOf = (file: string): number => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN);

const share = ({ waited, served }: Visits): string => `${((100 * waited) / (waited + served)).toFixed(0)} %`;

const load = (): string => (os.loadavg()[0] ?? 0).toFixed(1);
