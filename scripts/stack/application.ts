import type { Processes } from './processes';

const reloading = ['node_modules/next/dist/bin/next', 'dev'];

/**
 * What Node runs as a web process in production. New objects may fill 64 MB before they are sorted out: with dozens of pages
 * under way the 16 MB of its own are full before any of them is done, and all they hold is copied twice.
 */
export const webProcess = ['--max-semi-space-size=64', 'scripts/serve.mjs'];
const watchedWorker = [
  ...['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false'],
  // The worker bundles the workflows without importing them.
  ...['--include', 'workflows/**/*.ts', 'worker.ts'],
];

export interface ApplicationOptions {
  host: string;
  port: number;
  /** Reloads pages and worker when a source changes. */
  development?: boolean;
  /** Of several side by side: what its processes are called, and what they find in their environment. */
  name?: string;
  environment?: Record<string, string>;
  /** Another release's, built there. */
  folder?: string;
}

/** Starts the worker, then the web pages, and waits until they reach the database and Temporal. */
export async function startApplication(processes: Processes, options: ApplicationOptions): Promise<void> {
  await startWorker(processes, options);
  await startWeb(processes, options);
}

/** Starts a worker, and waits until it runs. */
export async function startWorker(
  processes: Processes,
  options: Omit<ApplicationOptions, 'host' | 'port'>,
): Promise<void> {
  const { development } = options;
  await processes.start({
    name: named('worker', options),
    command: process.execPath,
    args: development ? watchedWorker : ['--import', 'tsx', 'worker.ts'],
    folder: options.folder,
    env: environmentOf(processes, options),
    // Under the watcher nobody hears the message, and a worker that does not start yet is being written.
    isReady: development ? () => Promise.resolve(true) : 'message',
    givesWay: true,
    graceMs: 45_000,
  });
}

/** Starts the web pages, which serve people without the worker too. */
export async function startWeb(processes: Processes, options: ApplicationOptions): Promise<void> {
  const { host, port, development } = options;
  await processes.start({
    name: named('web', options),
    command: process.execPath,
    args: [...(development ? reloading : webProcess), '-p', String(port), '-H', host],
    folder: options.folder,
    env: environmentOf(processes, options),
    isReady: () => isReady(`http://127.0.0.1:${port}/api/ready`),
  });
}

const environmentOf = (
  processes: Processes,
  { development, environment }: Pick<ApplicationOptions, 'development' | 'environment'>,
): Record<string, string> => ({
  ...processes.environment,
  ...environment,
  NODE_ENV: development ? 'development' : 'production',
  NEXT_TELEMETRY_DISABLED: '1',
});

const named = (role: string, { name }: Pick<ApplicationOptions, 'name'>): string =>
  name === undefined ? role : `${role}-${name}`;

async function isReady(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(20_000) });
    return response.ok;
  } catch {
    return false;
  }
}
