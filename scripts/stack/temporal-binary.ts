import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheDir } from './cache';
import { Problem } from './problem';
import type { Say } from './progress';

const run = promisify(execFile);
const downloadSite = 'https://temporal.download';
const downloadLimitMs = 300_000;

/**
 * The Temporal CLI, which carries the development server: the one `TEMPORAL_CLI_PATH` names; `temporal` on PATH; the
 * user's cache; the SDK's official download; a build of `tools/temporal` with Go. Throws a `Problem` naming these ways.
 */
export async function findTemporal(say: Say): Promise<string> {
  const named = process.env.TEMPORAL_CLI_PATH;
  if (named) {
    if (await works(named)) return named;
    throw new Problem(`TEMPORAL_CLI_PATH names ${named}, which is not a working Temporal CLI.`);
  }
  if (await works('temporal')) return 'temporal';
  const version = pinnedVersion();
  const cached = path.join(cacheDir(), `temporal-${version}-${process.platform}-${process.arch}`);
  if (await works(cached)) return cached;
  mkdirSync(cacheDir(), { recursive: true });
  say('Downloading the Temporal CLI');
  if (await download(version, cached)) return cached;
  say('Building the Temporal CLI with Go: two or three minutes, once');
  if (await build(cached)) return cached;
  throw new Problem(
    'Temporal could not be found. Any one of these will do: TEMPORAL_ADDRESS of a server you have; TEMPORAL_CLI_PATH; ' +
      `the temporal command on PATH (https://docs.temporal.io/cli); a network that reaches ${downloadSite}; ` +
      'or Go 1.25, with which it is built here.',
  );
}

async function works(command: string): Promise<boolean> {
  try {
    const { stdout } = await run(command, ['--version'], { timeout: 10_000 });
    return stdout.startsWith('temporal version');
  } catch {
    return false;
  }
}

function pinnedVersion(): string {
  const pin = /github\.com\/temporalio\/cli (v[\d.]+)/.exec(readFileSync('tools/temporal/go.mod', 'utf8'));
  return pin?.[1] ?? 'v0';
}

/** The SDK downloads only to start at once, so a process of its own does it and ends; its errors are of no use to the reader. */
async function download(version: string, target: string): Promise<boolean> {
  if (!(await siteAnswers())) return false;
  const draftDir = `${target}.${process.pid}`;
  mkdirSync(draftDir, { recursive: true });
  try {
    const args = ['--import', 'tsx', 'scripts/stack/temporal-download.ts', version, draftDir];
    await run(process.execPath, args, { timeout: downloadLimitMs });
    const file = readdirSync(draftDir)[0];
    if (file === undefined || !(await works(path.join(draftDir, file)))) return false;
    renameSync(path.join(draftDir, file), target);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(draftDir, { recursive: true, force: true });
  }
}

async function siteAnswers(): Promise<boolean> {
  if (process.env.HTTPS_PROXY ?? process.env.https_proxy) return true;
  try {
    await fetch(downloadSite, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}

async function build(target: string): Promise<boolean> {
  const draft = `${target}.${process.pid}`;
  const args = ['build', '-ldflags', '-s -w', '-o', draft, 'github.com/temporalio/cli/cmd/temporal'];
  const go = spawn('go', args, { cwd: 'tools/temporal', stdio: ['ignore', 'ignore', 'pipe'] });
  const complaints: string[] = [];
  go.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  const stop = () => go.kill();
  process.once('exit', stop);
  const outcome = await new Promise<number | string | null>((resolve) => {
    go.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message)).once(
      'close',
      resolve,
    );
  });
  process.off('exit', stop);
  if (outcome === 0 && (await works(draft))) {
    renameSync(draft, target);
    return true;
  }
  if (existsSync(draft)) rmSync(draft);
  if (outcome !== 'ENOENT')
    console.error(`  go build did not succeed: ${complaints.join('').trim().split('\n').at(-1)}`);
  return false;
}
