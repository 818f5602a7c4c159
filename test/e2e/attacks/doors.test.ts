import { eq } from 'drizzle-orm';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../db/client';
import { users } from '../../../db/schema/people';
import { roles, type Role } from '../../../domain/roles';
import { attack, inTurns, isKeptByNobody, verdictOf } from '../../support/attack';
import { given } from '../../support/given';
import { cookiesOf, openGuests, type Guests } from '../../support/guests';
import { allRoutes } from '../../support/routes';

/** What is for everybody; all else is closed to who has not shown who they are, what is added later too. */
const forEverybody = [
  /^\/$/,
  /^\/(accedi|accessibilita|accreditamento|assistenza|cambia-password|dev|esercenti|privacy|recupera-password|trasparenza)(\/|$)/,
  /^\/domande\/nuova\//,
  /^\/pin(\/inviato)?$/,
  /^\/esercente\/(offline|manifest\.webmanifest)$/,
  /^\/api\/(auth|dev|health|ready)(\/|$)/,
  /^\/api\/v1\/openapi\.json$/,
];
const closed = allRoutes().filter(({ path }) => !forEverybody.some((each) => each.test(path)));

/** How requests were made to pass by a proxy or to look like the framework's own. */
const disguises: Record<string, Record<string, string>> = {
  'as a page': {},
  'as the router’s scripts': { rsc: '1' },
  'as a prefetch': { rsc: '1', 'next-router-prefetch': '1' },
  'as a prefetch of a piece': {
    rsc: '1',
    'next-router-prefetch': '1',
    'next-router-segment-prefetch': '/_tree',
  },
  'as the framework itself': {
    rsc: '1',
    'x-middleware-subrequest': Array.from({ length: 6 }, () => 'proxy').join(':'),
    'x-middleware-invoke': '1',
    'x-middleware-rewrite': '/',
    'x-middleware-next': '1',
    'x-matched-path': '/accedi',
    'x-invoke-path': '/accedi',
    'x-nextjs-data': '1',
    'next-resume': '1',
    'x-original-url': '/',
    'x-rewrite-url': '/',
    'x-forwarded-host': 'localhost',
    'x-forwarded-for': '127.0.0.1',
  },
};

let guests: Guests;
let victim: { username: string; cookie: string; draft: string };
let stranger: string;
let merchant: string;
let newcomer: string;

beforeAll(async () => {
  guests = await openGuests();
  const citizen = await guests.user('cittadino');
  victim = {
    username: citizen.username,
    cookie: await cookiesOf(citizen.username),
    draft: await guests.wholeDraft(citizen),
  };
  stranger = await cookiesOf((await guests.user('cittadino')).username);
  const { merchantId } = await guests.shop(1);
  merchant = await cookiesOf((await guests.user('esercente', merchantId)).username);
  const first = await guests.user('operatore');
  newcomer = await cookiesOf(first.username);
  const db = openDatabase(given('TEST_APP_DATABASE_URL'), 1);
  await db.update(users).set({ mustChangePassword: true }).where(eq(users.id, first.id));
  await db.$client.end();
});
afterAll(() => guests.close());

describe.each(Object.entries(disguises))('asked %s', (_, disguise) => {
  /** The router's scripts say in the address what they ask for; who says it wrong is told how it is said. */
  const ask = async (path: string, cookie = '') => {
    const how = { headers: { ...disguise, cookie } };
    const answer = await attack(path, how);
    const to = new URL(answer.headers.location ?? '/', 'http://here');
    return to.searchParams.has('_rsc') && to.pathname === path
      ? attack(to.pathname + to.search, how)
      : answer;
  };

  test('nothing that is not for everybody is shown to a visitor', async () => {
    const shown = await inTurns(closed, async ({ path, kind, methods }) => {
      if (!methods.includes('GET')) return null;
      const answer = await ask(path);
      const refusal = verdictOf(answer);
      // A prefetch may be given the frame that all pages share, which holds nothing of anybody.
      if (refusal === 'shown' && !(disguise['next-router-prefetch'] && kind === 'page')) return path;
      return isKeptByNobody(answer) ? null : `${path} may be kept`;
    });
    expect(shown.filter(Boolean)).toEqual([]);
  });

  test('nobody sees what is somebody else’s, and all are told that nothing is there', async () => {
    const own = closed
      .filter(({ path, methods }) => methods.includes('GET') && path.startsWith('/domande/'))
      .map(({ path }) => path.replace('/00000000-0000-7000-8000-000000000000', `/${victim.draft}`));
    // What others must not find is there for its owner, or this would prove nothing.
    const toOwner = await inTurns(own, async (path) => (await ask(path, victim.cookie)).text);
    expect(toOwner.some((text) => text.includes(victim.username))).toBe(!disguise['next-router-prefetch']);
    for (const cookie of [stranger, merchant, newcomer]) {
      const seen = await inTurns(own, async (path) => {
        const answer = await ask(path, cookie);
        if (answer.text.includes(victim.username)) return path;
        if (verdictOf(answer) === 'shown' && !disguise['next-router-prefetch']) return `${path} is shown`;
        return isKeptByNobody(answer) ? null : `${path} may be kept`;
      });
      expect(seen.filter(Boolean)).toEqual([]);
    }
  });
});

/** What each role opens that is its own: pages, files, calls, and what is not there. */
const opened: Record<Role, readonly string[]> = {
  cittadino: ['/', '/domande', '/i-miei-dati', '/accesso', '/domande/nessuna'],
  operatore: [
    '/operatore',
    '/operatore/esporta',
    '/operatore/bandi',
    '/operatore/messaggi',
    '/operatore/esercenti/csv',
    '/operatore/nessuna',
  ],
  responsabile: ['/operatore', '/operatore/accessi', '/operatore/controlli', '/supporto'],
  esercente: ['/esercente', '/esercente/movimenti/csv', '/esercente/liquidazioni', '/api/v1/redemptions'],
  cassiere: ['/esercente', '/api/v1/redemptions'],
  supporto: ['/supporto', '/supporto/messaggi', '/supporto/rapporto'],
  contactcenter: ['/contact-center', '/contact-center/nuova-persona'],
  intermediario: ['/intermediario', '/intermediario/nuova-delega'],
  amministratore: ['/accesso', '/accesso/persone'],
};

describe('what somebody signed in is shown', () => {
  test.each(roles)('is kept by nobody: %s', async (role) => {
    const of = role === 'esercente' || role === 'cassiere' ? (await guests.shop(1)).merchantId : null;
    const cookie = await cookiesOf((await guests.user(role, of)).username);
    const paths = [...opened[role], '/nessuna-pagina', '/api/v1/nothing', '/api/auth/session'];
    const ways: Record<string, string>[] = [{ cookie }, { cookie, rsc: '1' }];
    for (const headers of ways) {
      const answers = await inTurns(paths, (path) => attack(path, { headers }));
      const kept = paths.filter((_, place) => !isKeptByNobody(answers[place]!));
      expect(kept).toEqual([]);
      expect(answers.some(({ status }) => status === 200 || status === 307)).toBe(true);
    }
  });

  test('is kept by nobody: what a citizen takes home', async () => {
    const citizen = await guests.user('cittadino');
    const { applicationId } = await guests.voucherOf(citizen);
    const cookie = await cookiesOf(citizen.username);
    const files = ['rendiconto/csv', 'rendiconto/pdf', 'ricevuta/pdf', 'provvedimento/pdf'];
    const answers = await inTurns(files, (file) =>
      attack(`/domande/${applicationId}/${file}`, { headers: { cookie } }),
    );
    expect(answers.map((answer) => [answer.status, isKeptByNobody(answer)])).toEqual(
      files.map(() => [200, true]),
    );
  });
});

test('whoever has to change a first password gets nowhere else', async () => {
  const open = await inTurns(closed, async ({ path, methods }) => {
    const answers = await Promise.all(
      methods.map((method) =>
        attack(path, {
          method,
          headers: {
            cookie: newcomer,
            ...(method === 'GET' ? {} : { origin: new URL(given('TEST_APP_URL')).origin }),
          },
        }),
      ),
    );
    return answers.some((answer) => verdictOf(answer) === 'shown') ? path : null;
  });
  // A post that names no act performs none: the page answers as if it were opened.
  expect(open.filter(Boolean)).toEqual([]);
});

describe('a cookie', () => {
  const name = 'buoni-spesa.session';
  const forged = (secret: string, claims: { sub: string; version: number }) =>
    encode({ token: claims, secret, maxAge: 3_600 });

  test('that was made up or altered opens nothing', async () => {
    const right = /buoni-spesa\.session=([^;]+)/.exec(stranger)?.[1] ?? '';
    expect(verdictOf(await attack('/domande', { headers: { cookie: `${name}=${right}` } }))).toBe('shown');
    const [header = '', ...rest] = right.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const wrong = [
      '',
      '%00',
      'a.b.c.d.e',
      right.slice(0, -4),
      `${right.slice(0, -8)}AAAAAAAA`,
      [none, ...rest].join('.'),
      [header, ...rest.toReversed()].join('.'),
      `${none}.${Buffer.from(JSON.stringify({ sub: victim.username, version: 1 })).toString('base64url')}.`,
      await forged('another secret of thirty-two letters', { sub: victim.username, version: 1 }),
      'x'.repeat(7_000),
    ];
    for (const value of wrong) {
      const { status, ...answer } = await attack('/domande', { headers: { cookie: `${name}=${value}` } });
      expect([value.slice(0, 40), verdictOf({ status, ...answer })]).toEqual([
        value.slice(0, 40),
        'sent to /accedi',
      ]);
    }
  });

  test('is another at each sign-in, whatever was there before', async () => {
    const token = async () =>
      /buoni-spesa\.session=([^;]+)/.exec(await cookiesOf(victim.username))?.[1] ?? '';
    expect(new Set([await token(), await token(), '']).size).toBe(3);
  });
});

test('a name that is not ours is repeated nowhere', async () => {
  const headers = {
    host: 'altrove.example',
    'x-forwarded-host': 'altrove.example',
    'x-forwarded-proto': 'https',
  };
  for (const path of [
    '/',
    '/domande',
    '/operatore?x=1',
    '/accedi/',
    '/api/auth/signin',
    '/api/auth/csrf',
    '/api/v1/openapi.json',
  ]) {
    const answer = await attack(path, { headers });
    expect([path, JSON.stringify(answer).includes('altrove')]).toEqual([path, false]);
  }
});
