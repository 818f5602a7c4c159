import type { Processes } from './processes';

const next = 'node_modules/next/dist/bin/next';

/**
 * How long a web process keeps a connection that rests, in milliseconds: longer than the proxy in front keeps it (nginx: 60 s),
 * or a form that is sent at the moment it is closed would be lost.
 */
export const keepingConnections = ['--keepAliveTimeout', '75000'];

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
    env: environmentOf(processes, options),
    // Under the watcher nobody hears the message, and a worker that does not start yet is being written.
    isReady: development ? () => Promise.resolve(true) : 'message',
    graceMs: 45_000,
  });
}

/** Starts the web pages, which serve people without the worker too. */
export async function startWeb(processes: Processes, options: ApplicationOptions): Promise<void> {
  const { host, port, development } = options;
  await processes.start({
    name: named('web', options),
    command: process.execPath,
    args: [
      ...(development ? [next, 'dev'] : [next, 'start', ...keepingConnections]),
      ...['-p', String(port), '-H', host],
    ],
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
