import { existsSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../db/client';
import { applications, programmes } from '../../db/schema/applications';
import { alertRules, dashboardQueries, seriesIn, seriesShown } from '../support/promql';
import { openTown, type Town } from '../support/town';

const token = 'a token of the tests that nobody guesses';

/** What outlives the modules of a process, as it does when pages are reloaded. */
const kept = globalThis as { buoniSpesaDatabase?: Database; buoniSpesaMetrics?: unknown };

let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

/** The route as a process with these variables serves it. */
async function served(variables: Record<string, string | undefined>) {
  vi.resetModules();
  await kept.buoniSpesaDatabase?.$client.end();
  delete kept.buoniSpesaDatabase;
  delete kept.buoniSpesaMetrics;
  Object.assign(process.env, {
    DATABASE_URL: town.url,
    TEMPORAL_ADDRESS: 'localhost:1',
    APP_URL: 'https://buoni.example',
    AUTH_SECRET: 'a secret of the tests, long enough',
    METRICS_TOKEN: '',
    ...variables,
  });
  const { GET } = await import('../../app/api/metrics/route');
  return (authorization?: string) =>
    GET(
      new Request('https://buoni.example/api/metrics', authorization ? { headers: { authorization } } : {}),
    );
}

describe('who may look', () => {
  it('is whoever shows the token; to others the address does not exist', async () => {
    const ask = await served({ METRICS_TOKEN: token });
    expect((await ask(`Bearer ${token}`)).status).toBe(200);
    for (const other of [undefined, 'Bearer ', `Bearer ${token}x`, `Basic ${token}`, token]) {
      const answer = await ask(other);
      expect([answer.status, await answer.text()]).toEqual([404, '']);
    }
  });

  it('is nobody where there is no token', async () => {
    const ask = await served({});
    for (const other of [undefined, 'Bearer ', 'Bearer undefined', `Bearer ${token}`])
      expect((await ask(other)).status).toBe(404);
  });
});

describe('the figures', () => {
  it('say what waits, what is at risk, what is left and what happened', async () => {
    const citizen = await town.user('cittadino');
    const { slug } = await town.programme();
    const late = await town.submitted(citizen, slug);
    await town.submitted(await town.user('cittadino'), slug);
    await town.approved(await town.user('operatore'), await town.user('cittadino'), slug, 30_000);
    await town.db
      .update(applications)
      .set({ decideBy: new Date(Date.now() - 60_000) })
      .where(eq(applications.id, late));
    const closed = await town.programme();
    await town.db.update(programmes).set({ status: 'chiuso' }).where(eq(programmes.id, closed.id));
    const text = await (await (await served({ METRICS_TOKEN: token }))(`Bearer ${token}`)).text();
    const value = (series: string): number =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${series} `))
          ?.split(' ')[1],
      );
    expect(value('buoni_database_up')).toBe(1);
    // Opened, submitted, approved: none of it was told yet.
    expect(value('buoni_relay_waiting')).toBe(7);
    expect(value('buoni_relay_lag_seconds')).toBeGreaterThan(0);
    expect(value('buoni_terms_at_risk{when="overdue"}')).toBe(1);
    expect(value('buoni_applications{status="presentata"}')).toBe(2);
    const allocated = value(`buoni_budget_allocated_euros{programme="${slug}"}`);
    expect(allocated - value(`buoni_budget_residual_euros{programme="${slug}"}`)).toBe(300);
    // The fund of a closed programme is empty for good, and nobody is woken by it.
    expect(text).not.toContain(`programme="${closed.slug}"`);
    expect(value('buoni_waiting_room_people')).toBe(0);
    expect(text).not.toMatch(/RSSMRA|Rossi|example\.org/);
  });

  it('say that the database does not answer, and the rest all the same', async () => {
    const ask = await served({ METRICS_TOKEN: token, DATABASE_URL: 'postgresql://127.0.0.1:1/nothing' });
    const text = await (await ask(`Bearer ${token}`)).text();
    expect(text).toContain('buoni_database_up 0');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  });
});

describe('what is watched', () => {
  /** What others than our own processes show. */
  const elsewhere = ['up', 'probe_ssl_earliest_cert_expiry'];
  /** What the engine's SDK shows in the worker; compared with it in test/e2e/degrade.test.ts. */
  const isWorkers = (name: string): boolean => name.startsWith('temporal_');

  it('asks for series that are there', async () => {
    const shown = seriesShown(
      await (await (await served({ METRICS_TOKEN: token }))(`Bearer ${token}`)).text(),
    );
    const asked = [...alertRules().map(({ expr }) => expr), ...dashboardQueries()].flatMap(seriesIn);
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter((name) => !shown.has(name) && !elsewhere.includes(name) && !isWorkers(name))).toEqual(
      [],
    );
    // Nothing is measured that nobody looks at.
    const own = [...shown].filter((name) => name.startsWith('buoni_') && !name.endsWith('_sum'));
    expect(own.filter((name) => !asked.includes(name))).toEqual([]);
  });

  it('says with each alarm what to do, on a page that is there', () => {
    for (const { alert, annotations } of alertRules())
      expect([alert, existsSync(annotations.runbook)]).toEqual([alert, true]);
  });
});
