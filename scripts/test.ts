/** `npm test`: starts what the chosen tests need, runs them, stops it all, and says how many passed. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chosenProjects, projects, type Need } from '../test/support/projects';
import { Problem } from './stack/problem';
import { Processes } from './stack/processes';
import { claim } from './stack/registry';
import type { Count } from './testing/count-reporter';
import { prepareTests } from './testing/servers';

const args = process.argv.slice(2);
const chosen = chosenProjects(args);
if (chosen.length === 0)
  throw new Problem(`No tests are called so. There are: ${Object.keys(projects).join(', ')}.`, 2);
const needs = new Set<Need>(chosen.flatMap((project) => projects[project]));

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-test-'));
// PostgreSQL's account must pass through it.
chmodSync(dataDir, 0o711);
const processes = new Processes(dataDir);
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interruption.abort();
    void processes.stop();
  });
}

process.exit(await prepareAndRun());

async function prepareAndRun(): Promise<number> {
  try {
    await claim(dataDir);
    const env = await prepareTests(dataDir, processes, needs);
    const { satisfied, count } = await runVitest(env);
    await processes.stop();
    for (const each of readdirSync(dataDir)) {
      if (each !== 'logs') rmSync(path.join(dataDir, each), { recursive: true });
    }
    if (satisfied || needs.size === 0) rmSync(dataDir, { recursive: true });
    else console.log(`The logs of the servers are in ${dataDir}/logs`);
    console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
    return satisfied && count.failed === 0 ? 0 : 1;
  } catch (error) {
    await processes.stop();
    rmSync(dataDir, { recursive: true });
    if (interruption.signal.aborted) return 130;
    throw error;
  }
}

async function runVitest(testEnv: Record<string, string>): Promise<{ satisfied: boolean; count: Count }> {
  const countFile = path.join(dataDir, 'count.json');
  const reporters = ['--reporter=default', '--reporter=./scripts/testing/count-reporter.ts'];
  const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      ...testEnv,
      TEST_COUNT_FILE: countFile,
      VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true',
    },
  });
  interruption.signal.addEventListener('abort', () => vitest.kill('SIGTERM'));
  const code = await new Promise((resolve) => vitest.once('exit', resolve));
  interruption.signal.throwIfAborted();
  const nothing: Count = { passed: 0, failed: 0, skipped: 0 };
  const count = existsSync(countFile) ? (JSON.parse(readFileSync(countFile, 'utf8')) as Count) : nothing;
  return { satisfied: code === 0, count };
}
