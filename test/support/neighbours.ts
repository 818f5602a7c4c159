import http from 'node:http';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { registrations } from '../../db/schema/applications';
import { users } from '../../db/schema/people';
import type { Role } from '../../domain/roles';
import { cookiesOf, type Guests } from './guests';
import { given } from './given';
import { readPdf } from './pdf';
import { allRoutes } from './routes';

/** An address that somebody asks for, and what the answer has to be. */
interface Wish {
  path: string;
  headers?: Record<string, string>;
  status: number;
  /** Whether it shows whose it is. */
  shows: boolean;
}

/** Somebody with a session of their own, or a visitor, and what they ask for. */
interface Neighbour {
  /** What stands in their answers and in nobody else's. */
  signs: readonly string[];
  cookie: string;
  wishes: readonly Wish[];
}

/** What came of the questions of many, asked at once. */
export interface Neighbourhood {
  asked: number;
  perSecond: number;
  /** Answers served by the cache. */
  hits: number;
  /** What was not as it has to be, in words: answers of somebody else first of all. */
  wrong: string[];
}

const anyLetters = (): string =>
  Array.from({ length: 8 }, () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(Math.random() * 26)]).join('');

/** All that could tell a person from another in an answer. */
const anySign =
  /Ospite[a-z]{8}|(?:rendiconto|ricevuta)-\d+-\d{4}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Fifty people, of whom most follow their voucher and some work, and a visitor. Needs the application of a test. */
export async function openNeighbours(guests: Guests): Promise<Neighbour[]> {
  const somebody = async (role: Role, of: string | null = null) => {
    const user = await guests.user(role, of);
    const familyName = `Ospite${anyLetters()}`;
    await guests.db.update(users).set({ familyName }).where(eq(users.id, user.id));
    return { user, signs: [familyName, user.id], cookie: await cookiesOf(user.username) };
  };
  const all: Neighbour[] = [visitor()];
  for (let number = 0; number < 42; number++) {
    const { user, signs, cookie } = await somebody('cittadino');
    const { applicationId } = await guests.voucherOf(user);
    const [registration] = await guests.db
      .select()
      .from(registrations)
      .where(eq(registrations.applicationId, applicationId));
    const filed = `${registration?.number}-${registration?.year}`;
    all.push({
      signs: [...signs, applicationId, `rendiconto-${filed}`, `ricevuta-${filed}`],
      cookie,
      wishes: [...everywhere, ...ofCitizen(`/domande/${applicationId}`)],
    });
  }
  for (let number = 0; number < 4; number++) {
    const { signs, cookie } = await somebody('operatore');
    all.push({ signs, cookie, wishes: [...everywhere, page('/operatore/bandi')] });
    const { merchantId } = await guests.shop();
    const manager = await somebody('esercente', merchantId);
    const wishes = [...everywhere, page('/esercente'), page('/esercente/movimenti')];
    all.push({ ...manager, wishes });
  }
  return all;
}

const page = (path: string, status = 200): Wish => ({ path, status, shows: true });

/** The same address for everybody, where a cache that does not know people apart would mix them up. */
const everywhere: readonly Wish[] = [
  page('/'),
  page('/accesso'),
  page('/assistenza'),
  page('/trasparenza'),
  page('/nessuna-pagina', 404),
  { path: '/accesso', headers: { rsc: '1' }, status: 200, shows: true },
  { path: '/api/auth/session', status: 200, shows: false },
  { path: '/api/v1/nothing', status: 404, shows: false },
];

const ofCitizen = (application: string): Wish[] => [
  page('/domande'),
  page('/i-miei-dati'),
  page(application),
  page(`${application}/domanda`),
  page(`${application}/rendiconto`),
  page(`${application}/ricevuta`),
  { path: `${application}/rendiconto/csv`, status: 200, shows: true },
  { path: `${application}/ricevuta/pdf`, status: 200, shows: true },
  page(`/domande/${newId()}`, 404),
  { path: application, headers: { rsc: '1' }, status: 200, shows: true },
  { path: `/api/v1/redemptions/${newId()}`, status: 403, shows: false },
];

/** Asks for what all ask for without being anybody, and for what is everybody's. */
function visitor(): Neighbour {
  const shown = everywhere.filter(
    ({ path }) => !path.startsWith('/accesso') && !path.startsWith('/api/v1/red'),
  );
  const fixed = allRoutes()
    .filter(({ path }) => /^\/(esercenti\/elenco|trasparenza\/contatori)\.(csv|json)$/.test(path))
    .map(({ path }) => path);
  const everybodys = ['/icon.svg', '/api/v1/openapi.json', ...fixed];
  return {
    signs: [],
    cookie: '',
    wishes: [
      ...shown.map((wish) => ({ ...wish, shows: false })),
      ...everybodys.map((path) => ({ path, status: 200, shows: false })),
    ],
  };
}

/**
 * Lets all ask at once through a cache, in no order, each over a few connections that stay open and are everybody's, and
 * looks at each answer for signs of others.
 *
 * @param front the address of the cache
 */
export async function crowd(
  front: string,
  neighbours: readonly Neighbour[],
  questions: number,
): Promise<Neighbourhood> {
  const owners = new Map(neighbours.flatMap((one) => one.signs.map((sign) => [sign, one] as const)));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  const assets = await staticFiles(front, agent);
  const result: Neighbourhood = { asked: 0, perSecond: 0, hits: 0, wrong: [] };
  const one = async (): Promise<void> => {
    while (result.asked < questions && result.wrong.length < 20) {
      result.asked++;
      const asker = anyOf(neighbours);
      const wish = result.asked % 10 === 0 ? anyOf(assets) : anyOf(asker.wishes);
      const answer = await askRightly(front, agent, wish, asker.cookie);
      if (answer.cache === 'HIT') result.hits++;
      const signs = new Set(await signsOf(answer));
      const foreign = [...signs].filter((sign) => owners.has(sign) && owners.get(sign) !== asker);
      const own = [...signs].some((sign) => owners.get(sign) === asker);
      const asWished = answer.status === wish.status && (own || !wish.shows);
      if (foreign.length > 0 || !asWished)
        result.wrong.push(
          `${wish.path} answered ${answer.status} (${answer.cache}) with ${foreign.length} signs of others${own ? '' : ' and none of the asker'}`,
        );
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: 16 }, one));
  result.perSecond = (result.asked * 1_000) / (performance.now() - started);
  agent.destroy();
  return result;
}

const anyOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T;

/** What the pages' own scripts and styles are called. */
async function staticFiles(front: string, agent: http.Agent): Promise<Wish[]> {
  const { bytes } = await ask(front, agent, page('/accedi'), '');
  const paths = new Set(bytes.toString().match(/\/_next\/static\/[\w./~-]+\.(?:js|css)/g));
  return [...paths].map((path) => ({ path, status: 200, shows: false }));
}

interface Answer {
  status: number;
  cache: string;
  type: string;
  location: string;
  name: string;
  bytes: Buffer;
}

/** Who asks as the router's scripts do is told the address under which a cache may tell it from the page. */
async function askRightly(front: string, agent: http.Agent, wish: Wish, cookie: string): Promise<Answer> {
  const answer = await ask(front, agent, wish, cookie);
  const to = new URL(answer.location, front);
  return to.searchParams.has('_rsc') && wish.headers?.rsc
    ? ask(front, agent, { ...wish, path: to.pathname + to.search }, cookie)
    : answer;
}

function ask(front: string, agent: http.Agent, { path, headers }: Wish, cookie: string): Promise<Answer> {
  const { host } = new URL(given('TEST_APP_URL'));
  return new Promise((resolve, reject) => {
    const options = { agent, headers: { host, cookie, accept: '*/*', ...headers } };
    const request = http.get(`${front}${path}`, options, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          cache: String(answer.headers['x-cache']),
          type: answer.headers['content-type'] ?? '',
          location: answer.headers.location ?? '',
          name: answer.headers['content-disposition'] ?? '',
          bytes: Buffer.concat(parts),
        }),
      );
    });
    request.on('error', reject);
  });
}

async function signsOf({ type, name, bytes }: Answer): Promise<string[]> {
  // The text of one in eight is read: that takes longer than all else.
  const text =
    type !== 'application/pdf'
      ? bytes.toString()
      : Math.random() < 1 / 8
        ? JSON.stringify(await readPdf(bytes))
        : '';
  return `${name} ${text}`.match(anySign) ?? [];
}
