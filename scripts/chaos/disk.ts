import { execFileSync } from 'node:child_process';
import { mkdirSync, rmdirSync, statfsSync } from 'node:fs';

/** A disk of PostgreSQL's own, that can be made full. */
export interface Disk {
  folder: string;
  /** Leaves no room but for some kilobytes. */
  fill: () => void;
  empty: () => void;
  remove: () => void;
}

const sizeMegabytes = 1_536;
const leftKilobytes = 64;

/**
 * Mounts a disk in memory: it holds what was written when processes are killed, as a disk does. Null where that is not
 * allowed: only root may, on Linux.
 */
export function mountDisk(folder: string): Disk | null {
  mkdirSync(folder, { recursive: true });
  const mount = (...options: string[]): void =>
    void execFileSync('mount', [...options, folder], { stdio: 'ignore' });
  try {
    mount('-t', 'tmpfs', '-o', `size=${sizeMegabytes}m,mode=711`, 'tmpfs');
  } catch {
    return null;
  }
  const resize = (size: string): void => mount('-o', `remount,size=${size}`);
  return {
    folder,
    fill: () => {
      for (let tries = 5; ; tries--) {
        const { blocks, bfree, bsize } = statfsSync(folder);
        try {
          return resize(`${Math.ceil(((blocks - bfree) * bsize) / 1_024) + leftKilobytes}k`);
        } catch (error) {
          // More than that was written meanwhile.
          if (tries === 0) throw error;
        }
      }
    },
    empty: () => resize(`${sizeMegabytes}m`),
    remove: () => {
      execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' });
      rmdirSync(folder);
    },
  };
}
