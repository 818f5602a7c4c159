import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { askSession, noteUse } from '@/commands/access/sessions';
import { secondStep, type SecondStep } from '@/domain/second-factor';
import type { SessionLevel, SessionMethod } from '@/domain/session';
import type { Actor, Role } from '@/domain/roles';
import { sessionId, sessionIn } from './auth';
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
  session: { id: string; method: SessionMethod; level: SessionLevel; fresh: boolean };
  /** Present where they entered with the first part of a PIN alone. */
  level?: 'simplified';
  /** They have a second factor with us. */
  enrolled: boolean;
};

type Standing =
  | { kind: 'visitor'; /** They come with a session that has ended. */ ended: boolean }
  /** The first factor was shown, the second is still to come: nobody yet, to every page but those that ask for it. */
  | { kind: 'half'; step: SecondStep; user: SessionUser }
  | { kind: 'in'; user: SessionUser };

/** How the request stands. Asked of the database once a request: a revoked session ends at once. */
export const standing = cache(async (): Promise<Standing> => standingOf(await sessionId()));

async function standingOf(session: string | null): Promise<Standing> {
  const found = session === null ? null : await askSession(database())(session);
  if (!found) return { kind: 'visitor', ended: session !== null };
  if (found.stale) await noteUse(database())(found.session.id);
  const { mobile, phone, ...person } = found.user;
  const user = {
    ...person,
    // A first password is changed by whoever uses it; other ways in do not.
    mustChangePassword: person.mustChangePassword && found.session.method === 'password',
    phone: mobile ?? phone,
    session: found.session,
    ...(found.session.level === 'simplified' && { level: found.session.level }),
    enrolled: found.enrolled,
  };
  const { enrolled, waived } = found;
  const step = secondStep({ role: person.role, level: found.session.level, enrolled, waived });
  return step === null ? { kind: 'in', user } : { kind: 'half', step, user };
}

const whoIsIn = (now: Standing): SessionUser | null => (now.kind === 'in' ? now.user : null);

/** Who is asking, or null for a visitor and for whoever has not shown their second factor yet. */
export const currentUser = async (): Promise<SessionUser | null> => whoIsIn(await standing());

/** The same of a request that is answered without the framework. */
export const userOfRequest = async ({ headers }: Request): Promise<SessionUser | null> =>
  whoIsIn(await standingOf(sessionIn(headers.get('cookie'))));

/** The actor a signed-in person is. */
export const actorOf = ({ id, role, merchantId, level }: SessionUser): Extract<Actor, { kind: 'user' }> => ({
  kind: 'user',
  id,
  role,
  merchantId,
  ...(level && { level }),
});

/**
 * The signed-in person, for a page of the given roles. Visitors are sent to sign in and come back; a second factor is
 * asked for, and a first password has to be changed, before anything else; to other roles the page does not exist.
 *
 * @param path where to return after signing in
 */
export async function requireUser(path: string, ...roles: readonly Role[]): Promise<SessionUser> {
  const now = await standing();
  const back = `ritorno=${encodeURIComponent(path)}`;
  if (now.kind === 'visitor') redirect(`/accedi?${back}${now.ended ? '&scaduto' : ''}`);
  if (now.kind === 'half') redirect(`${stepPath[now.step]}?${back}`);
  if (now.user.mustChangePassword) redirect('/cambia-password');
  // The first part of a PIN opens these pages alone; the commands judge each act for themselves.
  if (now.user.level === 'simplified' && !/^\/(?:domande|pin)(?:[/?]|$)/.test(path)) redirect('/pin/il-mio');
  if (roles.length > 0 && !roles.includes(now.user.role)) notFound();
  return now.user;
}

/** Where what a session still lacks is asked for. */
export const stepPath: Record<SecondStep, string> = {
  verify: '/accedi/verifica',
  enrol: '/accesso/secondo-passaggio',
};

/** A path of this site to return to, or the fallback: an address elsewhere must never be reached through us. */
export function safeReturn(path: string | undefined, fallback: string): string {
  return path && /^(?!.*\/\/)\/[\w\-./?=&%]*$/.test(path) ? path : fallback;
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
  amministratore: '/accesso/personale',
};
