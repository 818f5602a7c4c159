import { decode, encode } from 'next-auth/jwt';
import { beforeEach, describe, expect, it, vi } from 'vitest';

interface Kept {
  value: string;
  secure?: boolean;
  httpOnly?: boolean;
  sameSite?: string;
  path?: string;
  maxAge?: number;
}

const world = vi.hoisted(() => ({
  secrets: [''] as [string, ...string[]],
  url: 'http://localhost:3000',
  jar: new Map<string, Kept>(),
  left: [] as string[],
  started: 0,
}));
vi.mock('@/env', () => ({
  authSecrets: () => world.secrets,
  environment: () => ({ APP_URL: world.url }),
}));
vi.mock('next/headers', () => ({
  headers: () => Promise.resolve(new Headers({ 'user-agent': 'a browser' })),
  cookies: () =>
    Promise.resolve({
      get: (name: string) => world.jar.get(name),
      set: (name: string, value: string, options: Omit<Kept, 'value'>) =>
        world.jar.set(name, { value, ...options }),
    }),
}));
vi.mock('@/commands/access/sessions', () => ({
  startSession: () => Promise.resolve(`session-${++world.started}`),
  leaveSession: (_: unknown, id: string) => Promise.resolve(world.left.push(id)),
}));
vi.mock('@/app/_server/database', () => ({ database: () => null }));

const { readToken, writeToken } = await import('../../app/_server/token');
const { closeSession, openSession, sessionId } = await import('../../app/_server/auth');

const [old, current, other] = ['o'.repeat(32), 'c'.repeat(32), 'x'.repeat(32)];
const grant = { userId: '01a218ef-918b-754d-b005-226c8e1a4093', sessionVersion: 1 };

beforeEach(() => {
  Object.assign(world, { secrets: [old], url: 'http://localhost:3000', left: [], started: 0 });
  world.jar.clear();
});

describe('the token of a session', () => {
  it('opens after the secret was changed, for nobody is signed out by that', async () => {
    await openSession(grant);
    world.secrets = [current, old];
    expect(await sessionId()).toBe('session-1');
    world.secrets = [other, current, old];
    expect(await sessionId()).toBe('session-1');
    world.secrets = [current];
    expect(await sessionId()).toBeNull();
  });

  it('is made under the present secret', async () => {
    world.secrets = [current, old];
    await openSession(grant);
    world.secrets = [current];
    expect(await sessionId()).toBe('session-1');
  });

  it.each(['', 'x', 'a.b.c.d.e', 'eyJhbGciOiJub25lIn0..'])('is not %j', async (value) => {
    world.jar.set('buoni-spesa.session', { value });
    expect(await sessionId()).toBeNull();
  });

  it.each(['', 'identity-away'])(
    'is the one next-auth makes and reads, for the purpose %j: a release that does so runs beside',
    async (purpose) => {
      world.secrets = [current];
      const claims = { sub: grant.userId, sid: 'session-1' };
      const theirs = await encode({ token: claims, secret: current, salt: purpose, maxAge: 60 });
      expect(readToken(theirs, purpose)).toMatchObject(claims);
      const ours = writeToken(claims, 60, purpose);
      expect(await decode({ token: ours, secret: current, salt: purpose })).toMatchObject(claims);
      const [one, two] = [readToken(theirs, purpose), readToken(ours, purpose)];
      expect(Object.keys(two ?? {}).toSorted()).toEqual(Object.keys(one ?? {}).toSorted());
    },
  );

  it('is none for another purpose, and none that is too old', () => {
    expect(readToken(writeToken({ sid: 'session-1' }, 60, 'identity-away'))).toBeNull();
    expect(readToken(writeToken({ sid: 'session-1' }, 60), 'identity-away')).toBeNull();
    expect(readToken(writeToken({ sid: 'session-1' }, -14))).not.toBeNull();
    expect(readToken(writeToken({ sid: 'session-1' }, -16))).toBeNull();
  });

  it('is none with anything of it changed, left out or put to it', () => {
    const parts = writeToken({ sid: 'session-1' }, 60).split('.');
    expect(readToken(parts.join('.'))).not.toBeNull();
    const otherwise = (part: string): string[] => [
      `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`,
      part.slice(4),
      part.slice(0, -4),
      `${part}AAAA`,
    ];
    for (const [place, part] of parts.entries())
      for (const changed of otherwise(part).filter((each) => each !== part)) {
        const token = parts.with(place, changed).join('.');
        expect([token, readToken(token)]).toEqual([token, null]);
      }
    for (const rest of [parts.slice(0, 4), [...parts, ''], [...parts, 'AAAA']])
      expect(readToken(rest.join('.'))).toBeNull();
  });

  it('takes the place of the one before, which ends', async () => {
    await openSession(grant);
    await openSession(grant);
    expect([await sessionId(), world.left]).toEqual(['session-2', ['session-1']]);
    await closeSession();
    expect([await sessionId(), world.left]).toEqual([null, ['session-1', 'session-2']]);
  });
});

describe('the cookies', () => {
  it('are bound to this host over TLS, and out of reach of scripts and other sites', async () => {
    world.url = 'https://buoni.comune.example';
    await openSession(grant);
    expect([...world.jar.keys()].toSorted()).toEqual([
      '__Host-buoni-spesa.device',
      '__Host-buoni-spesa.session',
    ]);
    for (const cookie of world.jar.values()) {
      expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'lax', path: '/' });
    }
  });

  it('keep the device known from one session to the next', async () => {
    await openSession(grant);
    const device = world.jar.get('buoni-spesa.device')?.value;
    expect(Buffer.from(device ?? '', 'base64url')).toHaveLength(32);
    await openSession(grant);
    expect(world.jar.get('buoni-spesa.device')?.value).toBe(device);
  });
});
