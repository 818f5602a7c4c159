import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isAlive, type Identity } from './identity';
import { Problem } from './problem';
import { writePrivately } from './state';

/** A process that a start left written down, so that the next one can end it. */
export interface RegisteredProcess extends Identity {
  name: string;
  stopSignal: NodeJS.Signals;
}

interface Registry {
  starter: Identity;
  environment: Record<string, string>;
  processes: RegisteredProcess[];
}

const registryFile = (dataDir: string) => path.join(dataDir, 'processes.json');

/**
 * Takes the data folder for this process. What a start that was killed left running is ended first, the last started
 * first. Throws a `Problem` when another start is alive there.
 */
export async function claim(dataDir: string): Promise<void> {
  const found = read(dataDir);
  if (found) {
    refuseIfAlive(dataDir, found);
    for (const orphan of found.processes.toReversed()) await end(orphan);
    rmSync(registryFile(dataDir), { force: true });
  }
  const mine: Registry = { starter: myself(), environment: {}, processes: [] };
  try {
    writeFileSync(registryFile(dataDir), JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Problem(`Another start of Buoni Spesa has just taken ${dataDir}.`);
  }
}

/** Writes down what runs now, and the environment by which other scripts reach it. */
export function register(
  dataDir: string,
  environment: Record<string, string>,
  processes: RegisteredProcess[],
): void {
  writePrivately(registryFile(dataDir), { starter: myself(), environment, processes });
}

/** Gives the data folder back. */
export function release(dataDir: string): void {
  rmSync(registryFile(dataDir), { force: true });
}

/**
 * The environment of the stack that runs from a data folder: database, Temporal, address, secret. Scripts that look at a
 * live system use it when `DATABASE_URL` is not set. Throws a `Problem` when nothing runs there.
 */
export function runningStack(dataDir = '.data'): Record<string, string> {
  const found = read(path.resolve(dataDir));
  if (!found || !isAlive(found.starter) || !found.environment.DATABASE_URL) {
    throw new Problem(
      `Nothing runs from ${dataDir}: start it with npm start, or set DATABASE_URL and TEMPORAL_ADDRESS.`,
    );
  }
  return found.environment;
}

function refuseIfAlive(dataDir: string, { starter, environment }: Registry): void {
  if (!isAlive(starter)) return;
  const where = environment.APP_URL ? ` at ${environment.APP_URL}` : '';
  throw new Problem(
    `Buoni Spesa already runs from ${dataDir}${where} (process ${starter.pid}): stop it first, or give another folder with --data.`,
  );
}

async function end(orphan: RegisteredProcess): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(orphan.pid, name);
    } catch {
      // It ended by itself in the meantime.
    }
  };
  if (!isAlive(orphan)) return;
  console.log(`  Ending ${orphan.name} (process ${orphan.pid}), left by a start that was interrupted.`);
  signal(orphan.stopSignal);
  for (let waited = 0; isAlive(orphan); waited += 50) {
    if (waited === 15_000) signal('SIGKILL');
    await sleep(50);
  }
}

function read(dataDir: string): Registry | undefined {
  try {
    return JSON.parse(readFileSync(registryFile(dataDir), 'utf8')) as Registry;
  } catch {
    return undefined;
  }
}

function myself(): Identity {
  return identify(process.pid) ?? { pid: process.pid, birth: '' };
}
