import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The folder in which the files that run write down which lane they took; one file `LANE-TURN` for each, with its pid. */
export const claimsVariable = 'TEST_LANE_CLAIMS';

let taken: string | undefined;

/**
 * An address that `npm test` hands to the tests; of those that exist for each lane, that of the lane this file took.
 * Throws when the tests were started in another way.
 */
export function given(name: string): string {
  const value = process.env[name] ?? process.env[ofLane(name, (taken ??= takeLane()))];
  if (!value)
    throw new Error(`${name} is not set: run this test through npm test, which starts what it needs.`);
  return value;
}

/** The variable of a lane: files that run side by side have each their own application. */
export const ofLane = (name: string, lane: string): string => `${name}_${lane}`;

/**
 * Takes a lane that no running file holds, for as long as this process lives, and waits where there is none.
 *
 * The number that vitest gives a file does not do: at the change from one group of projects to the next it frees a number
 * that is taken already (4.1), and two files would act on the same application.
 */
function takeLane(): string {
  const folder = process.env[claimsVariable];
  if (!folder)
    throw new Error('no lane is open: run this test through npm test, which starts what it needs.');
  for (const deadline = Date.now() + longestWaitMs; Date.now() < deadline; pause()) {
    const claims = readdirSync(folder);
    for (const lane of new Set(claims.map((claim) => claim.split('-')[0] ?? ''))) {
      const turns = claims.filter((claim) => claim.startsWith(`${lane}-`)).length;
      if (isHeld(path.join(folder, `${lane}-${turns - 1}`))) continue;
      try {
        // Fails where another file was quicker: a turn is there once.
        writeFileSync(path.join(folder, `${lane}-${turns}`), String(process.pid), { flag: 'wx' });
        return lane;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }
  throw new Error(`no lane became free in ${longestWaitMs / 1000} s: see who holds them in ${folder}.`);
}

/** A file that has ended takes a moment to leave its process. */
const longestWaitMs = 30_000;

const pause = (): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);

/** Whether the process that wrote a claim still runs. What is empty is being written. */
function isHeld(claim: string): boolean {
  const pid = readFileSync(claim, 'utf8');
  if (pid === '') return true;
  if (pid === free) return false;
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

/** What stands in the first claim of a lane: nobody's. */
const free = 'free';

/** Opens the lanes in a folder, each free. */
export function openLanes(folder: string, lanes: readonly string[]): void {
  for (const lane of lanes) writeFileSync(path.join(folder, `${lane}-0`), free);
}
