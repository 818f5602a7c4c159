import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process told apart from a later one with the same number by the moment it was born. */
export interface Identity {
  pid: number;
  birth: string;
}

/** The identity of a living process, or undefined when there is none with that number. */
export function identify(pid: number): Identity | undefined {
  const birth = process.platform === 'linux' ? birthOnLinux(pid) : birthElsewhere(pid);
  return birth === undefined ? undefined : { pid, birth };
}

/** True while that very process lives: a reused number does not count, nor does a zombie. */
export function isAlive(identity: Identity): boolean {
  return identify(identity.pid)?.birth === identity.birth;
}

function birthOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in parentheses and may hold spaces: count the fields after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch {
    return undefined;
  }
}

function birthElsewhere(pid: number): string | undefined {
  try {
    const output = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.toString().trim() || undefined;
  } catch {
    return undefined;
  }
}
