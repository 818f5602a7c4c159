import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calls } from '../../app/_api/calls';
import { may } from '../../domain/permissions';
import { merchantRoles, roles, type Actor } from '../../domain/roles';
import { given } from '../support/given';
import { cookiesOf, openGuests, type Guests } from '../support/guests';
import { routes, type Asks } from '../support/permissions/routes';

type User = Extract<Actor, { kind: 'user' }>;

/** Who calls: a visitor, or somebody of a role; the things of this test are the owner's. */
interface Caller {
  name: string;
  cookie: string;
  actor: User | null;
  owner: boolean;
}

let guests: Guests;
let callers: Caller[];
let ids: Record<string, string>;

beforeAll(async () => {
  guests = await openGuests();
  const [house, otherHouse] = [await guests.shop(), await guests.shop()];
  const owners = {
    cittadino: await guests.user('cittadino'),
    esercente: await guests.user('esercente', house.merchantId),
    cassiere: await guests.user('cassiere', house.merchantId),
  };
  const others = await Promise.all(roles.map((role) => guests.user(role, merchantOf(role, otherHouse))));
  const somebody = async (actor: User & { username: string }, owner: boolean): Promise<Caller> => {
    const name = owner ? `${actor.role} who owns it` : actor.role;
    return { name, cookie: await cookiesOf(actor.username), actor, owner };
  };
  callers = [
    { name: 'visitor', cookie: '', actor: null, owner: false },
    ...(await Promise.all(Object.values(owners).map((actor) => somebody(actor, true)))),
    ...(await Promise.all(others.map((actor) => somebody(actor, false)))),
  ];
  const { applicationId, code } = await guests.voucherOf(owners.cittadino);
  ids = {
    nothing: newId(),
    application: applicationId,
    voucher: code,
    redemption: await guests.spend(owners.esercente, code),
    draft: await guests.draft(owners.cittadino),
    merchant: house.merchantId,
    settlement: await guests.settlement(house.merchantId),
    programme: await guests.programme(),
    ticket: await guests.ticket(),
  };
}, 120_000);
afterAll(() => guests.close());

const merchantOf = (role: User['role'], { merchantId }: { merchantId: string }): string | null =>
  merchantRoles.some((each) => each === role) ? merchantId : null;

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(^|\/)(page\.tsx|route\.ts)$/.test(file),
);
const folderOf = (file: string): string => `/${path.dirname(file)}`.replace(/^\/\.$/, '/');

test('what every page and route file asks of who comes is written down', () => {
  expect(Object.keys(routes).toSorted()).toEqual(files.map(folderOf).toSorted());
});

interface Request {
  method: string;
  headers?: Record<string, string>;
  body?: string | FormData;
}

/** The calls of a route: pages are opened, calls of the API sent as they are described, other forms posted with a file. */
function requestsOf(file: string): Request[] {
  if (file.endsWith('page.tsx')) return [{ method: 'GET' }];
  const path = folderOf(file).replace('/api/v1', '').replaceAll('[', '{').replaceAll(']', '}');
  const described = calls.filter((each) => folderOf(file).startsWith('/api/v1/') && each.path === path);
  if (described.length > 0) {
    return described.map(({ method, body, raw }) => ({
      method,
      headers: raw ? upload : { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body.example) }),
    }));
  }
  const source = readFileSync(`app/${file}`, 'utf8');
  return ['GET', 'POST']
    .filter((each) => new RegExp(`\\b${each}\\b`).test(source))
    .map((method) => (method === 'POST' ? { method, body: form() } : { method }));
}

/** The headers of every call of tus. */
const upload = {
  'tus-resumable': '1.0.0',
  'upload-length': '300',
  'upload-offset': '0',
  'upload-metadata': `kind ${btoa('isee')},filename ${btoa('isee.pdf')}`,
  'content-type': 'application/offset+octet-stream',
};

function form(): FormData {
  const data = new FormData();
  data.set('kind', 'isee');
  data.set('file', new File(['%PDF-'], 'isee.pdf', { type: 'application/pdf' }));
  return data;
}

/** What whoever calls hears: that they may, that it is not for them, or that they must say first who they are. */
type Heard = 'allowed' | 'refused' | 'sign-in';

async function call(
  { headers, ...request }: Request,
  address: string,
  { cookie }: Caller,
): Promise<{ heard: Heard; said: string }> {
  const { origin } = new URL(given('TEST_APP_URL'));
  const answer = await fetch(`${origin}${address}`, {
    ...request,
    redirect: 'manual',
    headers: { cookie, origin, 'idempotency-key': newId(), ...headers },
  });
  const to = answer.headers.get('location') ?? '';
  const said = `${answer.status} ${to}`.trim();
  await answer.body?.cancel();
  if (answer.status >= 500) throw new Error(`${request.method} ${address} answered ${said}`);
  if (answer.status === 401 || /\/accedi(\?|$)/.test(to)) return { heard: 'sign-in', said };
  return { heard: answer.status === 404 || answer.status === 403 ? 'refused' : 'allowed', said };
}

function expected(asks: Asks, owns: boolean, { actor }: Caller): Heard {
  if (asks === 'anybody') return 'allowed';
  if (!actor) return 'sign-in';
  return asks === 'somebody' || may(actor, asks, owns) ? 'allowed' : 'refused';
}

test.each(files.map((file) => [folderOf(file), file] as const))(
  '%s answers everybody as the table says',
  async (folder, file) => {
    const [asks, template = folder, shows] = routes[folder] ?? ['anybody'];
    const address = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
    const wrong: string[] = [];
    for (const request of requestsOf(file)) {
      await Promise.all(
        callers.map(async (caller) => {
          const { heard, said } = await call(request, address, caller);
          const due = expected(asks, caller.owner || shows === 'own things', caller);
          // Whoever may see everybody's has none of their own.
          const none = shows === 'nothing' || expected(asks, false, caller) === 'allowed';
          const notThere = none && shows !== undefined && heard === 'refused' && due === 'allowed';
          if (heard !== due && !notThere)
            wrong.push(`${request.method} ${address}: ${caller.name} should be ${due}, heard ${said}`);
        }),
      );
    }
    expect(wrong).toEqual([]);
  },
  60_000,
);
