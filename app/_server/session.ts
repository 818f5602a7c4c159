import { decode } from 'next-auth/jwt';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { sessionUser } from '@/db/queries/session';
import { environment } from '@/env';
import type { Actor, Role } from '@/domain/roles';
import { sessionToken } from './auth';
import { database } from './database';

/** The signed-in person as pages see them. */
export type SessionUser = {
  id: string;
  username: string;
  givenName: string;
  familyName: string;
  role: Role;
  mustChangePassword: boolean;
  merchantId: string | null;
  email: string;
  phone: string | null;
  /** Present where the person entered with a PIN. */
  method?: 'pin';
  /** Present where it was its first part alone. */
  level?: 'simplified';
};

/** Who is asking, or null for a visitor. Asked of the database once a request: a revoked session ends at once. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  const token = await sessionToken();
  if (!token) return null;
  const claims = await decode({ token, secret: environment().AUTH_SECRET }).catch(() => null);
  if (!claims?.sub) return null;
  const user = await sessionUser(database(), claims.sub, Number(claims.version));
  if (!user) return null;
  const { id, username, givenName, familyName, role, mustChangePassword, merchantId, email } = user;
  return {
    id,
    username,
    givenName,
    familyName,
    role,
    // A first password is changed before it is used again; who entered with a PIN has not used it.
    mustChangePassword: mustChangePassword && claims.method !== 'pin',
    merchantId,
    email,
    phone: user.mobile ?? user.phone,
    ...(claims.method === 'pin' && { method: claims.method }),
    ...(claims.level === 'simplified' && { level: claims.level }),
  };
});

/** The actor a signed-in person is. */
export const actorOf = ({ id, role, merchantId, level }: SessionUser): Extract<Actor, { kind: 'user' }> => ({
  kind: 'user',
  id,
  role,
  merchantId,
  ...(level && { level }),
});

/**
 * The signed-in person, for a page of the given roles. Visitors are sent to sign in and come back; a first password
 * has to be changed before anything else; to other roles the page does not exist.
 *
 * @param path where to return after signing in
 */
export async function requireUser(path: string, ...roles: readonly Role[]): Promise<SessionUser> {
  const user = await currentUser();
  if (!user) redirect(`/accedi?ritorno=${encodeURIComponent(path)}`);
  if (user.mustChangePassword) redirect('/cambia-password');
  // The first part of a PIN opens these pages alone; the commands judge each act for themselves.
  if (user.level === 'simplified' && !/^\/(?:domande|pin)(?:[/?]|$)/.test(path)) redirect('/pin/il-mio');
  if (roles.length > 0 && !roles.includes(user.role)) notFound();
  return user;
}

/** A path of this site to return to, or the fallback: an address elsewhere must never be reached through us. */
export function safeReturn(path: string | undefined, fallback: string): string {
  return path && /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : fallback;
}

/** Where each role begins. */
export const homeOf: Record<Role, string> = {
  cittadino: '/',
  operatore: '/operatore',
  responsabile: '/operatore',
  esercente: '/esercente',
  cassiere: '/esercente',
  supporto: '/supporto',
  contactcenter: '/contact-center',
  intermediario: '/intermediario',
  amministratore: '/',
};
