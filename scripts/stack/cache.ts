import os from 'node:os';
import path from 'node:path';

/** Where this user's programs keep what can be made again. */
export function cacheDir(): string {
  const home = os.homedir();
  const perSystem: Partial<Record<NodeJS.Platform, string>> = {
    darwin: path.join(home, 'Library/Caches'),
    win32: process.env.LOCALAPPDATA ?? path.join(home, 'AppData/Local'),
  };
  const base = process.env.XDG_CACHE_HOME ?? perSystem[process.platform] ?? path.join(home, '.cache');
  return path.join(base, 'buoni-spesa');
}
