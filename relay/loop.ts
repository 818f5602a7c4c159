import type { WorkflowClient } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import type { Database } from '../db/client';
import { relayWakefulness } from '../db/schema/delivery';
import { relayOnce } from './relay';

/** Looked at this often even unwoken: a notification dies with a crash, and postponed rows announce nothing. */
const pollMs = 1_000;

/** Looked at this often while awake, when nothing is announced. */
const awakePollMs = 25;

/** How long the relay stays awake after there was something to deliver. */
const awakeMs = 1_000;

/** How much longer it looks than it says: for acts that saw it awake and were committed a little later. */
const graceMs = 200;

/** Between two tries to listen again after the connection was lost. */
const listenAgainMs = 1_000;

export interface RelayLog {
  warn(details: object, message: string): void;
}

/**
 * Runs the relay until stopped: asleep, it is woken by `NOTIFY outbox` within milliseconds; awake, it looks by itself and
 * says so, since notifications make the commits of the acts wait for each other (`db/migrations/0041`).
 *
 * @param myTurn whether it is this version's turn to tell; what others would not understand rests in the outbox until then
 * @returns stops it after the go under way
 */
export function startRelay(
  db: Database,
  databaseUrl: string,
  client: WorkflowClient,
  log: RelayLog,
  myTurn: () => Promise<boolean> = () => Promise.resolve(true),
): { stop: () => Promise<void> } {
  let stopping = false;
  let woken = false;
  let wake: () => void = () => undefined;
  const bell = (): void => {
    woken = true;
    wake();
  };

  let awakeUntil = 0;
  const stayAwake = async (): Promise<void> => {
    if (awakeUntil - performance.now() > awakeMs / 2) return;
    await sayAwake(db, awakeMs);
    awakeUntil = performance.now() + awakeMs + graceMs;
  };

  const listening = listen(databaseUrl, bell, log);
  const running = (async () => {
    while (!stopping) {
      woken = false;
      const more = (await myTurn()) && (await goOnce(db, client, log, stayAwake));
      if (more || woken || stopping) continue;
      const awake = performance.now() < awakeUntil;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, awake ? awakePollMs : pollMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();

  return {
    stop: async () => {
      stopping = true;
      bell();
      await running;
      await listening.stop();
    },
  };
}

/** @returns whether there may be more to deliver at once */
async function goOnce(
  db: Database,
  client: WorkflowClient,
  log: RelayLog,
  stayAwake: () => Promise<void>,
): Promise<boolean> {
  try {
    const { delivered, failed } = await relayOnce(db, client);
    if (failed > 0) log.warn({ delivered, failed }, 'the workflow engine did not take every event');
    if (delivered === 0 || failed > 0) return false;
    await stayAwake();
    return true;
  } catch (fault) {
    log.warn({ fault: String(fault) }, 'the relay will try again');
    return false;
  }
}

/** Says that this relay looks by itself for so many milliseconds; of several, the one that looks longest counts. */
async function sayAwake(db: Database, milliseconds: number): Promise<void> {
  const until = sql`clock_timestamp() + ${milliseconds} * interval '1 millisecond'`;
  await db
    .update(relayWakefulness)
    .set({ awakeUntil: sql`greatest(${relayWakefulness.awakeUntil}, ${until})` });
}

function listen(databaseUrl: string, bell: () => void, log: RelayLog): { stop: () => Promise<void> } {
  let stopped = false;
  let client: Client | null = null;
  const connect = async (): Promise<void> => {
    const fresh = new Client({
      connectionString: databaseUrl,
      keepAlive: true,
      application_name: 'buoni-spesa relay',
    });
    const again = (): void => {
      if (client !== fresh || stopped) return;
      client = null;
      setTimeout(() => void connect(), listenAgainMs);
    };
    client = fresh;
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', bell);
    try {
      await fresh.connect();
      await fresh.query('listen outbox');
      bell();
    } catch (fault) {
      log.warn({ fault: String(fault) }, 'listening again soon');
      again();
    }
  };
  void connect();
  return {
    stop: async () => {
      stopped = true;
      await client?.end().catch(() => undefined);
    },
  };
}
