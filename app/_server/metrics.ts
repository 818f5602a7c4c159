import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome } from '@/commands/transaction';
import { database } from './database';

/** In seconds: a till waits for less than a tenth, a person for less than one; beyond ten nobody waits. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Metrics = ReturnType<typeof openMetrics>;

/** The framework bundles this module more than once; the registry is one. */
const kept = globalThis as { buoniSpesaMetrics?: Metrics };

/** What this process counts by itself; what is read from the database at each look is in `business-metrics.ts`. */
export const metrics = (): Metrics => (kept.buoniSpesaMetrics ??= openMetrics());

function openMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  new Gauge({
    name: 'buoni_database_connections',
    help: 'Connections of this process to PostgreSQL, and calls that wait for one',
    labelNames: ['state'],
    registers,
    collect() {
      const { totalCount, idleCount, waitingCount } = database().$client;
      this.set({ state: 'busy' }, totalCount - idleCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'waited_for' }, waitingCount);
    },
  });
  return {
    registry,
    requests: new Histogram({
      name: 'buoni_http_request_duration_seconds',
      help: 'Answers by route and status, and how long they took',
      labelNames: ['method', 'route', 'status'],
      buckets,
      registers,
    }),
    underWay: new Gauge({
      name: 'buoni_http_requests_under_way',
      help: 'Requests that are being answered, or wait for their turn in this process',
      registers,
    }),
    toldToWait: new Counter({
      name: 'buoni_waiting_room_answers_total',
      help: 'Times that somebody was told to wait for their turn; they are not among the answers by route',
      registers,
    }),
    signIns: new Counter({
      name: 'buoni_sign_ins_total',
      help: 'Tries to sign in with a password, by what came of them: ok, or the code of the refusal',
      labelNames: ['outcome'],
      registers,
    }),
  };
}

/** Counts a try to sign in by what came of it, where anybody counts, and answers that. */
export function countedSignIn<T>(outcome: Outcome<T>): Outcome<T> {
  kept.buoniSpesaMetrics?.signIns.inc({ outcome: outcome.ok ? 'ok' : outcome.error.code });
  return outcome;
}
