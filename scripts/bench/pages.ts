import http from 'node:http';
import os from 'node:os';
import { startPlainFront } from '../../test/support/nginx';
import { buildWeb } from '../stack/build';
import { freePort } from '../stack/ports';
import { Problem } from '../stack/problem';
import { step } from '../stack/progress';
import { findNginx } from '../testing/nginx';
import { fillCrowdTown } from './crowd-town';
import { quantile, type Part } from './part';
import { serveWeb } from './redemptions-servers';

const rounds = Number(process.env.ROUNDS ?? 5);
const roundMs = Number(process.env.ROUND_MS ?? 4_000);
/** Fewer than a process takes on before anybody waits. */
const atOnce = 16;

const bar = { publicPages: 3 };

const publicPages = ['/', '/trasparenza', '/esercenti', '/privacy', '/accessibilita'];

/**
 * Pages of everybody beside pages of somebody who is signed in, through nginx as the sample configures it; and the former
 * without it, straight from the application.
 */
export const pagesBench: Part = async ({ stack, print }) => {
  const nginx = await findNginx();
  if (!nginx) throw new Problem('Pages are kept by a proxy: install nginx.');
  await buildWeb();
  const { url } = await step('A durable PostgreSQL', () => stack.postgres({ durable: true }));
  const citizens = await step('Citizens with drafts', () => fillCrowdTown(url, stack.authSecret, 40));
  const web = await step('Web', () => serveWeb(stack, url));
  const front = await startPlainFront(nginx, `http://127.0.0.1:${web}`, { plainPort: await freePort() });
  const everybodys = publicPages.map((path) => ({ path, cookie: '' }));
  const own = citizens.flatMap(({ applicationId, cookie }) =>
    ['/', '/domande', `/domande/${applicationId}`].map((path) => ({ path, cookie })),
  );
  try {
    for (const port of [web, front.portal]) await load(port, [...everybodys, ...own], roundMs / 2);
    const ratios: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const shared = await load(front.portal, everybodys, roundMs);
      const signedIn = await load(front.portal, own, roundMs);
      const direct = await load(web, everybodys, roundMs);
      ratios.push(shared / signedIn);
      print(
        `round ${round} public ${shared.toFixed(0)}/s signed in ${signedIn.toFixed(0)}/s ratio ${(shared / signedIn).toFixed(1)}, public without the proxy ${direct.toFixed(0)}/s load ${(os.loadavg()[0] ?? 0).toFixed(1)}`,
      );
    }
    const ratio = quantile(ratios, 0.5);
    print(`public pages from the cache ${ratio.toFixed(1)} times as many as pages of somebody signed in`);
    return ratio < bar.publicPages
      ? [`public pages are served ${ratio.toFixed(1)} times as fast, not ${bar.publicPages}`]
      : [];
  } finally {
    await front.stop();
  }
};

/** Asks for pages in turn, so many at once, and answers how many came in a second. Throws a `Problem` for any that is none. */
async function load(
  port: number,
  pages: readonly { path: string; cookie: string }[],
  milliseconds: number,
): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  const [started, until] = [performance.now(), performance.now() + milliseconds];
  let came = 0;
  const get = ({ path, cookie }: { path: string; cookie: string }): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { accept: 'text/html', ...(cookie && { cookie }) };
      http
        .get({ host: '127.0.0.1', port, path, agent, headers }, (answer) => {
          answer.resume();
          answer.on('end', () =>
            answer.statusCode === 200
              ? resolve()
              : reject(new Problem(`${path} was answered with ${answer.statusCode}`)),
          );
        })
        .on('error', reject);
    });
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const page = pages[came++ % pages.length];
      if (page) await get(page);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  agent.destroy();
  return (came * 1_000) / (performance.now() - started);
}
