import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { startWeb } from '../stack/application';
import { freePort } from '../stack/ports';
import { Problem } from '../stack/problem';
import { Client } from './load';
import { portalEnvironment } from '../stack/environment';
import type { BenchStack } from './part';
import { floorCall } from './redemptions-calls';

const floorFolder = path.resolve('scripts/bench/floor');

/** Builds the floor: a Next application of its own, so that no installation has its route. */
export function buildFloor(): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' };
  const built = spawnSync(process.execPath, [path.resolve('node_modules/next/dist/bin/next'), 'build'], {
    cwd: floorFolder,
    env,
    encoding: 'utf8',
  });
  if (built.status !== 0)
    throw new Problem(`The floor could not be built:\n\n${built.stdout}${built.stderr}`);
  return Promise.resolve();
}

/** Starts the web pages on a database, and neither worker nor engine, which whoever acts needs not; answers their port. */
export async function serveWeb(
  stack: BenchStack,
  url: string,
  more: Record<string, string> = {},
): Promise<number> {
  const port = await freePort();
  const environment = { ...portalEnvironment(stack, { url, port, engine: '127.0.0.1:1' }), ...more };
  await startWeb(stack.processes, { host: '127.0.0.1', port, name: String(port), environment });
  return port;
}

/** Starts so many web processes and the floor, and answers a client of each kind that keeps so many calls waiting. */
export async function serve(
  stack: BenchStack,
  url: string,
  atOnce: number,
  webs = 1,
): Promise<{ floor: Client; till: Client }> {
  const web: number[] = [];
  while (web.length < webs) web.push(await serveWeb(stack, url));
  const floor = await freePort();
  await stack.processes.start({
    name: 'floor',
    command: process.execPath,
    args: [
      path.resolve('node_modules/next/dist/bin/next'),
      'start',
      floorFolder,
      '-p',
      String(floor),
      '-H',
      '127.0.0.1',
    ],
    env: { DATABASE_URL: url, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    isReady: () =>
      new Client([floor], 1).post(floorCall).then(
        ({ status }) => status === 201,
        () => false,
      ),
  });
  return { floor: new Client([floor], atOnce), till: new Client(web, atOnce) };
}
