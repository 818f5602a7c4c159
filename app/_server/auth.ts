import type { NextAuthOptions } from 'next-auth';
import { encode } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';
import { cookies } from 'next/headers';
import { signIn, type SessionGrant } from '@/commands/access/sign-in';
import { sessionUser } from '@/db/queries/session';
import { environment } from '@/env';
import { database } from './database';

/** A session ends for good after eight hours, however busy. */
const sessionSeconds = 8 * 60 * 60;

const secure = (): boolean => environment().APP_URL.startsWith('https://');

/** `__Host-` binds the cookie to this very host; browsers take it only over TLS. */
const sessionCookieName = (): string => (secure() ? '__Host-buoni-spesa.session' : 'buoni-spesa.session');

const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: secure() }) as const;

/**
 * next-auth's own configuration. The token carries the user's id and session version only; the version is checked
 * whenever the token is read here too, or `/api/auth/session` would renew a session that was revoked.
 */
export const authOptions = (): NextAuthOptions => ({
  secret: environment().AUTH_SECRET,
  session: { strategy: 'jwt', maxAge: sessionSeconds },
  pages: { signIn: '/accedi', error: '/accedi' },
  cookies: { sessionToken: { name: sessionCookieName(), options: cookieOptions() } },
  providers: [
    CredentialsProvider({
      name: 'credentials',
      credentials: { username: {}, password: {} },
      authorize: async (credentials) => {
        const outcome = await signIn(database(), {
          username: credentials?.username ?? '',
          password: credentials?.password ?? '',
        });
        return outcome.ok ? { id: outcome.value.userId, version: outcome.value.sessionVersion } : null;
      },
    }),
  ],
  callbacks: {
    jwt: async ({ token, user }) => {
      if (user) return { sub: user.id, version: (user as { version?: number }).version };
      if (!(await sessionUser(database(), token.sub ?? '', Number(token.version)))) {
        throw new Error('this session has ended');
      }
      return token;
    },
    session: ({ session }) => ({ expires: session.expires }),
  },
});

/** Opens a session for whoever has just proved who they are; used by forms that must work without JavaScript. */
export async function openSession({ userId, sessionVersion, ...entry }: SessionGrant): Promise<void> {
  const token = await encode({
    token: { sub: userId, version: sessionVersion, ...entry },
    secret: environment().AUTH_SECRET,
    maxAge: sessionSeconds,
  });
  (await cookies()).set(sessionCookieName(), token, { ...cookieOptions(), maxAge: sessionSeconds });
}

/** Removes the session's cookie. */
export async function closeSession(): Promise<void> {
  (await cookies()).set(sessionCookieName(), '', { ...cookieOptions(), maxAge: 0 });
}

/** The raw session token of the request, or undefined. */
export async function sessionToken(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookieName())?.value;
}
