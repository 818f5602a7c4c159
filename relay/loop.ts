import type { WorkflowClient } from '@temporalio/client';
import { Client } from 'pg';
import type { Database } from '../db/client';
import { relayOnce } from './relay';

/** Looked at this often even unwoken: a notification dies with a crash, and postponed rows announce nothing. */
const pollMs = 1_000;

/** Between two tries to listen again after the connection was lost. */
const listenAgainMs = 1_000;

export interface RelayLog {
  warn(details: object, message: string): void;
}

/**
 * Runs the relay until stopped: woken by `NOTIFY outbox` within milliseconds, by polling otherwise.
 *
 * @returns stops it after the go under way
 */
export function startRelay(
  db: Database,
  databaseUrl: string,
  client: WorkflowClient,
  log: RelayLog,
): { stop: () => Promise<void> } {
  let stopping = false;
  let woken = false;
  let wake: () => void = () => undefined;
  const bell = (): void => {
    woken = true;
    wake();
  };

  const listening = listen(databaseUrl, bell, log);
  const running = (async () => {
    while (!stopping) {
      woken = false;
      const more = await goOnce(db, client, log);
      if (more || woken || stopping) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
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
async function goOnce(db: Database, client: WorkflowClient, log: RelayLog): Promise<boolean> {
  try {
    const { delivered, failed } = await relayOnce(db, client);
    if (failed > 0) log.warn({ delivered, failed }, 'the workflow engine did not take every event');
    return delivered > 0 && failed === 0;
  } catch (fault) {
    log.warn({ fault: String(fault) }, 'the relay will try again');
    return false;
  }
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
