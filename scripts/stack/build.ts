import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkEnte } from './ente';
import { identify, isAlive, type Identity } from './identity';
import { Problem } from './problem';
import { step } from './progress';

/** The prebuilt workflow code, which the worker loads instead of bundling it at every start. */
export const workflowBundle = path.resolve('build/workflow-bundle.js');

const workflowSources = ['domain', 'keys', 'workflows', 'package-lock.json', 'tsconfig.json'];
const webSources = [
  ...workflowSources,
  ...['app', 'commands', 'db', 'integrations', 'public', 'tracing', 'ente.json'],
  ...readdirSync('.').filter((file) => file.endsWith('.ts') && file !== 'next-env.d.ts'),
];

/** Builds the web pages for production, unless what is built comes from the present sources. */
export async function buildWeb(): Promise<void> {
  checkEnte();
  await buildOnce('Building the web pages', path.resolve('.next/sources'), webSources, nextBuild);
}

/** Bundles the workflows, unless the bundle comes from the present sources. */
export async function buildWorkflows(): Promise<void> {
  await buildOnce(
    'Bundling the workflows',
    path.resolve('build/workflow-sources'),
    workflowSources,
    async () => {
      const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
      const workflowsPath = path.resolve('workflows/index.ts');
      const bundling = bundleWorkflowCode({
        workflowsPath,
        workflowInterceptorModules: [path.resolve('workflows/tracing.ts')],
        failureConverterPath: path.resolve('keys/failure-converter.cjs'),
        logger: new DefaultLogger('WARN'),
      });
      const { code } = await bundling.catch((error: Error) => {
        throw new Problem(`The workflows could not be bundled: ${error.message}`);
      });
      writeFileSync(`${workflowBundle}.draft`, code);
      renameSync(`${workflowBundle}.draft`, workflowBundle);
    },
  );
}

/** The stamp is gone while a build is under way, so that a build cut short is done again. */
async function buildOnce(
  label: string,
  stamp: string,
  sources: string[],
  build: () => Promise<void>,
): Promise<void> {
  if (stampOf(stamp) === digest(sources)) return;
  const release = await lock(`${path.basename(stamp)}.lock`);
  try {
    const wanted = digest(sources);
    if (stampOf(stamp) === wanted) return;
    rmSync(stamp, { force: true });
    await step(label, build);
    writeFileSync(stamp, wanted);
  } finally {
    release();
  }
}

function stampOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/**
 * What the framework names the acts behind our forms by, beside their file and their name. By itself it draws another at every
 * build: a form that was opened on one machine, or before an update, could not be sent on another, or after it. It is no
 * secret: what the framework could encrypt with it, values that an act takes along from the page it is written in, we do not have.
 */
const actNames = Buffer.from('buoni-spesa acts').toString('base64');

async function nextBuild(): Promise<void> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actNames,
  };
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  const stop = () => child.kill();
  process.once('exit', stop);
  const code = await new Promise((resolve) => child.once('close', resolve));
  process.off('exit', stop);
  if (code !== 0) throw new Problem(`The web pages could not be built:\n\n${output.join('').trim()}`);
}

/** A digest of names and contents of the sources that exist. */
function digest(sources: string[]): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf).toSorted())
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function filesOf(source: string): string[] {
  if (!existsSync(source)) return [];
  if (statSync(source).isFile()) return [source];
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Waits until no other start builds the same thing in this checkout. */
async function lock(name: string): Promise<() => void> {
  mkdirSync('build', { recursive: true });
  const file = path.resolve('build', name);
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(identify(process.pid)), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (!holderIsAlive(file)) rmSync(file, { force: true });
      await sleep(200);
    }
  }
}

function holderIsAlive(file: string): boolean {
  try {
    return isAlive(JSON.parse(readFileSync(file, 'utf8')) as Identity);
  } catch {
    // Just released, or cut short while it was written.
    return existsSync(file) && Date.now() - statSync(file).mtimeMs < 1_000;
  }
}
