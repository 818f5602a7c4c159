import { migrate } from '../../db/migrate';
import { openGuests } from '../../test/support/guests';
import { crowd, openNeighbours } from '../../test/support/neighbours';
import { startPlainFront } from '../../test/support/nginx';
import { loadDemo } from '../demo/load';
import { startWeb } from '../stack/application';
import { buildWeb } from '../stack/build';
import { freePort } from '../stack/ports';
import { Problem } from '../stack/problem';
import { step } from '../stack/progress';
import { findNginx } from '../testing/nginx';
import { portalEnvironment } from '../stack/environment';
import type { Part } from './part';

const questions = Number(process.env.QUESTIONS ?? 100_000);

/**
 * Fifty people and a visitor who ask for all there is at once, through a cache that keeps whatever it may: nobody is to see
 * what is another's, in as many answers as told.
 */
export const neighboursBench: Part = async ({ stack, print }) => {
  const nginx = await findNginx();
  if (!nginx) throw new Problem('The neighbours meet in a cache: install nginx.');
  await buildWeb();
  const { url } = await step('A PostgreSQL', () => stack.postgres({ durable: false }));
  await migrate(url);
  await step('The demo', () => loadDemo(url));
  const port = await freePort();
  const environment = portalEnvironment(stack, { url, port, engine: '127.0.0.1:1' });
  await step('Web', () => startWeb(stack.processes, { host: '127.0.0.1', port, environment }));
  // Where the people of tests are looked for.
  Object.assign(process.env, { TEST_APP_URL: environment.APP_URL, TEST_APP_DATABASE_URL: url });
  const cache = await startPlainFront(nginx, environment.APP_URL ?? '', { greedy: true });
  const guests = await openGuests();
  try {
    const neighbours = await step('Fifty people', () => openNeighbours(guests));
    const { asked, perSecond, hits, wrong } = await crowd(cache.url, neighbours, questions);
    print(`${asked} answers, ${perSecond.toFixed(0)}/s, ${hits} from the cache, ${wrong.length} wrong`);
    return [...wrong, ...(hits > 0 ? [] : ['nothing came from the cache'])];
  } finally {
    await guests.close();
    await cache.stop();
  }
};
