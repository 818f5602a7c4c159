import type { Database } from '../db/client';
import type { AnchorPlace } from '../domain/audit/anchor';
import type { RelayLog } from './loop';
import { anchorOnce, sealOnce } from './seal';

/** In milliseconds, between two looks when there is nothing to seal. */
const pollMs = 2_000;

/**
 * Seals the audit log until stopped.
 *
 * @returns stops it after the go under way
 */
export function startSealing(db: Database, place: AnchorPlace, log: RelayLog): { stop: () => Promise<void> } {
  let stopping = false;
  let wake: () => void = () => undefined;
  const running = (async () => {
    while (!stopping) {
      const more = await goOnce(db, place, log);
      if (more || stopping) continue;
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
      wake();
      await running;
    },
  };
}

async function goOnce(db: Database, place: AnchorPlace, log: RelayLog): Promise<boolean> {
  try {
    if ((await sealOnce(db)) > 0) return true;
    await anchorOnce(db, place);
  } catch (fault) {
    log.warn({ fault: String(fault) }, 'the audit log is sealed later');
  }
  return false;
}
