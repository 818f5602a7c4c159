import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { withFiles } from '../../env';
import { takeFiles } from '../stack/environment';
import { startPostgres } from '../stack/postgres';
import { Problem } from '../stack/problem';
import { Processes } from '../stack/processes';
import { claim, release, runningStack } from '../stack/registry';
import { openState, saveState, type StackState } from '../stack/state';

/** What a backup or a restore was asked for. */
export interface BackupOptions {
  file: string | undefined;
  dataDir: string;
  replace: boolean;
  newEpoch: boolean;
}

/** Reads the options. Throws a `Problem` with exit code 2, and the usage, for one that is unknown. */
export function readBackupOptions(args: string[], usage: string): BackupOptions {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string', default: '.data' },
        replace: { type: 'boolean', default: false },
        'new-epoch': { type: 'boolean', default: false },
      },
    });
    if (positionals.length > 1) throw new Error('One file at a time');
    return {
      file: positionals[0] && path.resolve(positionals[0]),
      dataDir: path.resolve(values.data),
      replace: values.replace,
      newEpoch: values['new-epoch'],
    };
  } catch (error) {
    throw new Problem(`${(error as Error).message.split('. ')[0]}. ${usage}`, 2);
  }
}

/** A place whose database is reached: of `DATABASE_URL`, or of the stack in a data folder, whose state comes along. */
export interface Place {
  databaseUrl: string;
  stack: { dataDir: string; state: StackState } | null;
}

/**
 * Works on the database of `DATABASE_URL`; without it, on that of the stack in a data folder, which is started for as long
 * as it takes where it does not run. The keys of that stack become those of this process.
 *
 * @param running whether the stack may go on meanwhile
 */
export async function inPlace<T>(
  dataDir: string,
  running: 'may run' | 'must not run',
  work: (place: Place) => Promise<T>,
): Promise<T> {
  takeFiles();
  if (process.env.DATABASE_URL) return work({ databaseUrl: process.env.DATABASE_URL, stack: null });
  const live = running === 'may run' ? liveStack(dataDir) : null;
  if (live) {
    process.env.ENCRYPTION_KEYS = live.ENCRYPTION_KEYS;
    return work({ databaseUrl: live.DATABASE_URL ?? '', stack: null });
  }
  return inStoppedStack(dataDir, running === 'must not run', work);
}

function liveStack(dataDir: string): Record<string, string> | null {
  try {
    return runningStack(dataDir);
  } catch (fault) {
    if (fault instanceof Problem) return null;
    throw fault;
  }
}

/** @param create whether there may be no stack yet: then the keys have to be given */
async function inStoppedStack<T>(
  dataDir: string,
  create: boolean,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const there = existsSync(path.join(dataDir, 'stack.json'));
  const keys = withFiles(process.env).ENCRYPTION_KEYS;
  if (!there && !create) throw new Problem(`There is no installation in ${dataDir}.`);
  if (!there && !keys)
    throw new Problem(
      'Give ENCRYPTION_KEYS, or ENCRYPTION_KEYS_FILE: the keys that are kept apart from the backup.',
    );
  const state = openState(dataDir);
  if (create && keys) {
    state.encryptionKeys = keys;
    saveState(dataDir, state);
  }
  await claim(dataDir);
  const processes = new Processes(dataDir);
  try {
    process.env.ENCRYPTION_KEYS = state.encryptionKeys;
    const { url } = await startPostgres(dataDir, state, processes, { durable: true });
    return await work({ databaseUrl: url, stack: { dataDir, state } });
  } finally {
    await processes.stop();
    release(dataDir);
  }
}
