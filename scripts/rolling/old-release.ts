import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheDir } from '../stack/cache';
import { Problem } from '../stack/problem';
import { step } from '../stack/progress';

const run = promisify(execFile);

/** The town of the present, which an old release fills by its own commands: older ones have none. */
const town = ['scripts/chaos/town.ts', 'scripts/bench/crowd-town.ts'];

/** An earlier release, installed and built in a folder of its own. */
export interface OldRelease {
  folder: string;
  /** As git abbreviates it. */
  commit: string;
}

/**
 * Installs and builds the release of a commit, once: some minutes. What is built stays in the user's cache. Throws a
 * `Problem` where there is no such commit.
 */
export async function oldRelease(named: string): Promise<OldRelease> {
  const { stdout } = await run('git', ['rev-parse', '--short=10', '--verify', `${named}^{commit}`]).catch(
    () => {
      throw new Problem(`This repository has no commit ${named}.`, 2);
    },
  );
  const commit = stdout.trim();
  const folder = path.join(cacheDir(), 'releases', commit);
  const built = path.join(folder, '.built');
  if (!existsSync(built)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await step(`Fetching ${commit}`, () =>
      run('sh', ['-c', `git archive ${commit} | tar -x -C "$1"`, 'sh', folder]),
    );
    const npm = (...args: string[]) => run('npm', args, { cwd: folder, maxBuffer: 2 ** 26 });
    await step('Installing what it needs', () => npm('ci', '--no-audit', '--no-fund', '--loglevel=error'));
    await step('Building it', () => npm('run', 'build'));
    writeFileSync(built, '');
  }
  for (const file of town) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    copyFileSync(file, path.join(folder, file));
  }
  return { folder, commit };
}
