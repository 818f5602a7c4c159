import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

const systemAccount = 'buoni-spesa';

/** The identity with which PostgreSQL runs: it refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/** Undefined when the present user will do; for root, a system account without login, created the first time. */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp(systemAccount) ?? create() ?? lookUp('nobody');
}

/** The account that owns a folder, for a cluster created earlier by another one. */
export function ownerOf(folder: string): Account {
  const { uid, gid } = statSync(folder);
  return { uid, gid };
}

/** True when the account can enter the folder, or run the program, through every folder above it. */
export function canReach(place: string, account: Account | undefined): boolean {
  try {
    execFileSync('test', ['-x', place], { ...account, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function lookUp(name: string): Account | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function create(): Account | undefined {
  const ways: [string, string[]][] = [
    [
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', systemAccount],
    ],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', systemAccount]],
  ];
  for (const [command, args] of ways) {
    try {
      execFileSync(command, args, { stdio: 'ignore' });
      console.log(`  Created the system account "${systemAccount}", as PostgreSQL refuses to run as root.`);
      return lookUp(systemAccount);
    } catch {
      continue;
    }
  }
  return undefined;
}
