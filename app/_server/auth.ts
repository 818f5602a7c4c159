import { randomBytes } from 'node:crypto';
import type { NextAuthOptions } from 'next-auth';
import type { JWT } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';
import { cookies, headers } from 'next/headers';
import { leaveSession, startSession } from '@/commands/access/sessions';
import { signIn, type SessionGrant } from '@/commands/access/sign-in';
import { sessionUser } from '@/db/queries/session';
import type { Refusal } from '@/domain/refusal';
import { sessionSeconds } from '@/domain/session';
import { authSecrets, environment } from '@/env';
import { clientAddress } from './client-address';
import { database } from './database';
import { countedSignIn } from './metrics';
import { readToken, writeToken } from './token';

const secure = (): boolean => environment().APP_URL.startsWith('https://');

/** `__Host-` binds a cookie to this very host; browsers take it only over TLS. */
export const cookieName = (name: string): string => `${secure() ? '__Host-' : ''}buoni-spesa.${name}`;

const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: secure() }) as const;

const cookie = (name: string) => ({ name: cookieName(name), options: cookieOptions() });

/** How long a device is remembered after somebody signed in on it, in seconds: a year. */
const deviceSeconds = 365 * 86_400;

/** The new tokens are made under the current secret; those of before the last change of it still open. */
const jwt = {
  maxAge: sessionSeconds,
  encode: ({ token = {}, maxAge = sessionSeconds }: { token?: JWT; maxAge?: number }): string =>
    writeToken(token, maxAge),
  decode: ({ token }: { token?: string }): JWT | null => readToken(token),
};

/** What a session's token says: which session it is, whose, and since when (milliseconds of Unix time). */
interface Named {
  session: string;
  userId: string;
  since: number;
}

/** How many opened tokens are remembered: the people who click within some minutes. */
const rememberedTokens = 20_000;

/**
 * To open a token costs more than all else that tells who asks, and it says the same each time. Whether the session it names
 * goes on is the database's to say.
 */
const opened = new Map<string, Named>();
let openedWith = '';

/** What the token of a session says; null where it is none of ours. */
export function openToken(token: string | undefined): Named | null {
  if (!token) return null;
  const secrets = authSecrets().join('\n');
  // What a secret opened that was given up opens no more.
  if (openedWith !== secrets) opened.clear();
  openedWith = secrets;
  const known = opened.get(token);
  if (known) return known;
  const claims = readToken(token);
  if (typeof claims?.sid !== 'string' || typeof claims.sub !== 'string') return null;
  const named = { session: claims.sid, userId: claims.sub, since: Number(claims.iat) * 1_000 };
  if (opened.size >= rememberedTokens) opened.delete(opened.keys().next().value ?? '');
  opened.set(token, named);
  return named;
}

/**
 * next-auth's own configuration. The token carries the ids of the user and of the session; whether that goes on is asked
 * whenever the token is read here too, or `/api/auth/session` would renew a session that was revoked.
 *
 * @param slowed hears of a sign-in that has to wait
 */
export const authOptions = (slowed: (refusal: Refusal) => void): NextAuthOptions => ({
  secret: authSecrets()[0],
  session: { strategy: 'jwt', maxAge: sessionSeconds },
  jwt,
  pages: { signIn: '/accedi', error: '/accedi' },
  cookies: {
    sessionToken: cookie('session'),
    callbackUrl: cookie('callback'),
    csrfToken: cookie('csrf'),
    state: cookie('state'),
    nonce: cookie('nonce'),
    pkceCodeVerifier: cookie('pkce'),
  },
  providers: [
    CredentialsProvider({
      name: 'credentials',
      credentials: { username: {}, password: {} },
      authorize: async (credentials) => {
        const outcome = await trySignIn({
          username: credentials?.username ?? '',
          password: credentials?.password ?? '',
        });
        if (!outcome.ok && 'retryAfterSeconds' in outcome.error) slowed(outcome.error);
        const session = outcome.ok ? await start(outcome.value) : null;
        return outcome.ok && session !== null ? { id: outcome.value.userId, session } : null;
      },
    }),
  ],
  callbacks: {
    jwt: async ({ token, user }) => {
      if (user) return { sub: user.id, sid: (user as { session?: string }).session };
      if (!(await sessionUser(database(), String(token.sid)))) throw new Error('this session has ended');
      return token;
    },
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: { signOut: ({ token }) => leaveSession(database(), String(token.sid)) },
});

/** Tries to sign in by password from where the request comes, and counts what came of it. */
export const trySignIn = async (credentials: { username: string; password: string }) =>
  countedSignIn(await signIn(database(), { ...credentials, ...(await whence()) }));

/** Where a sign-in comes from, and whether its device is one somebody signed in on before. */
async function whence(): Promise<{ address: string | null; device: string | null }> {
  const [address, jar] = await Promise.all([clientAddress(), cookies()]);
  return { address, device: jar.get(cookieName('device'))?.value ?? null };
}

/**
 * Opens a session for whoever has just proved who they are, in place of the one this browser had; used by forms that must
 * work without JavaScript. What it still lacks (a second factor) is asked by the first page that needs it.
 */
export async function openSession(grant: SessionGrant): Promise<void> {
  await leave();
  const sid = await start(grant);
  if (sid === null) return;
  const token = writeToken({ sub: grant.userId, sid }, sessionSeconds);
  (await cookies()).set(cookieName('session'), token, { ...cookieOptions(), maxAge: sessionSeconds });
}

/** Writes the session down, and remembers the device; answers the session's id. */
async function start(grant: SessionGrant): Promise<string | null> {
  const [{ address, device: known }, requestHeaders, jar] = await Promise.all([
    whence(),
    headers(),
    cookies(),
  ]);
  const device = known ?? randomBytes(32).toString('base64url');
  jar.set(cookieName('device'), device, { ...cookieOptions(), maxAge: deviceSeconds });
  return startSession(database(), grant, { address, userAgent: requestHeaders.get('user-agent'), device });
}

/** Ends the session, for whoever copied its cookie too, and removes the cookie. */
export async function closeSession(): Promise<void> {
  await leave();
  (await cookies()).set(cookieName('session'), '', { ...cookieOptions(), maxAge: 0 });
}

async function leave(): Promise<void> {
  const session = await sessionId();
  if (session !== null) await leaveSession(database(), session);
}

/** The id of the session that the request names, going on or not; null for a visitor. */
export const sessionId = async (): Promise<string | null> =>
  openToken((await cookies()).get(cookieName('session'))?.value)?.session ?? null;

/** The same, out of the `Cookie` header of a request that is answered without the framework. */
export function sessionIn(cookieHeader: string | null): string | null {
  if (cookieHeader === null) return null;
  return openToken(cookiesIn(cookieHeader).get(cookieName('session')))?.session ?? null;
}

/** The cookies of a `Cookie` header, by their names. */
export const cookiesIn = (header: string | undefined): Map<string, string> =>
  new Map(
    (header ?? '').split(';').map((each) => {
      const [name = '', ...value] = each.trim().split('=');
      return [name, value.join('=')];
    }),
  );
