import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, test, vi } from 'vitest';
import { openDatabase, type Database } from '../../db/client';
import { startWeb } from '../../scripts/stack/application';
import { portalEnvironment } from '../../scripts/stack/environment';
import { freePort } from '../../scripts/stack/ports';
import { Processes } from '../../scripts/stack/processes';
import { expectAccessible } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { createDatabase, type TestDatabase } from '../support/database';
import { given } from '../support/given';
import { picture } from '../support/pictures';

/** Two web processes on one database, each of which takes on one page at once. */
let webs: { port: number; url: string }[] = [];
let processes: Processes;
let folder: string;
let town: TestDatabase;
let db: Database;
let browser: TestBrowser;

beforeAll(async () => {
  town = await createDatabase('demo');
  db = openDatabase(town.url, 2);
  browser = await launchBrowser();
  folder = mkdtempSync(path.join(tmpdir(), 'waiting-room-'));
  mkdirSync(path.join(folder, 'logs'));
  const ports = [await freePort(), await freePort()];
  const own = {
    authSecret: 'a secret of thirty-two characters!',
    encryptionKeys: given('ENCRYPTION_KEYS'),
    dataDir: folder,
  };
  const engine = given('TEST_TEMPORAL_ADDRESS');
  processes = new Processes(folder, { PAGES_AT_ONCE: '1' });
  webs = ports.map((port) => ({ port, url: `http://localhost:${port}` }));
  for (const { port } of webs) {
    const environment = portalEnvironment(own, { url: town.url, port, engine });
    await startWeb(processes, { host: '127.0.0.1', port, name: `crowd-${port}`, environment });
  }
}, 180_000);
afterAll(async () => {
  await browser.close();
  await processes.stop();
  await db.$client.end();
  await town.drop();
  rmSync(folder, { recursive: true });
});

const first = () => webs[0] ?? { port: 0, url: '' };
const crowds: net.Socket[] = [];

/** Somebody takes the only place of a process for half a minute, and somebody stands in line: sign-ins whose end does not come. */
async function crowd({ port, url }: { port: number; url: string }): Promise<void> {
  const head = [
    'POST /api/auth/callback/credentials HTTP/1.1',
    'Host: x',
    `Origin: ${url}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 100',
  ];
  const isFull = (): Promise<boolean> =>
    visit(url, {}, AbortSignal.timeout(3_000)).then(
      ({ status }) => status === 503,
      () => false,
    );
  const own: net.Socket[] = [];
  const isIn = async (): Promise<boolean> => {
    let isAnswered = false;
    // Those of a try before may have the place, and would have these turned away.
    for (const socket of own.splice(0)) socket.destroy();
    for (let people = 0; people < 2; people++) {
      const socket = net.connect(port, '127.0.0.1');
      own.push(socket);
      crowds.push(socket);
      socket.on('error', () => undefined).on('data', () => (isAnswered = true));
      socket.write(`${head.join('\r\n')}\r\n\r\nabc`);
    }
    await pause(500);
    return !isAnswered && (await isFull());
  };
  // Whoever left a moment ago may still be called first: then this one waits too, and comes again.
  await vi.waitUntil(isIn, { timeout: 20_000, interval: 500 });
}

const disperse = (): void => {
  for (const socket of crowds.splice(0)) socket.destroy();
};

afterEach(async () => {
  disperse();
  const isOver = async (): Promise<boolean> => {
    await db.execute(sql`truncate waiting_turns`);
    const answers = await Promise.all(webs.map(({ url }) => visit(url)));
    return answers.every(({ status }) => status === 200);
  };
  await vi.waitUntil(isOver, { timeout: 20_000, interval: 500 });
});

const visit = (
  url: string,
  headers: Record<string, string> = {},
  signal: AbortSignal = AbortSignal.timeout(10_000),
): Promise<Response> => fetch(`${url}/accedi`, { headers: { accept: 'text/html', ...headers }, signal });

describe('a stranger in a crowd', () => {
  test.each([375, 1280])(
    'waits on a page that everybody can use, which opens by itself when it is their turn, at %i px',
    async (width) => {
      await crowd(first());
      const page = await browser.newPage({ width });
      await page.goto(`${first().url}/accedi`);
      await page.getByRole('heading', { level: 1, name: 'Siamo in tanti: sei in fila' }).waitFor();
      // While it is looked at it must not find out that its turn has come.
      await page.route('**/*', (route) => route.abort());
      await expectAccessible(page);
      await picture(page, 'waiting-room');
      await page.unrouteAll();
      disperse();
      await page.getByRole('heading', { level: 1, name: 'Accedi' }).waitFor({ timeout: 60_000 });
      await page.context().close();
    },
  );
});
