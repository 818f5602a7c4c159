import { cookies } from 'next/headers';
import { readToken, writeToken } from '@/app/_server/token';
import type { Entrance } from '@/commands/identity/enter';
import type { Identity } from '@/domain/identity/identity';
import { environment } from '@/env';
import type { Pending } from '@/integrations/identity/port';

/**
 * What a browser carries while its person is on the way in or out: encrypted, for this purpose only (no
 * session's token opens for it, nor the other way round), short-lived, in a cookie of this very host.
 */
interface Carried {
  /** Away at the gateway, to come back to this very browser. */
  away: { pending: Pending; wanted: string };
  /** Proved, with something left to say. */
  proved: {
    identity: Identity;
    idToken: string | null;
    wanted: string;
    entrance: Exclude<Entrance, { next: 'entered' }>;
  };
  /** How the gateway is told, on leaving, whose session ends there. */
  leave: { idToken: string | null };
}

const minutes: Record<keyof Carried, number> = { away: 15, proved: 15, leave: 8 * 60 };

const secure = (): boolean => environment().APP_URL.startsWith('https://');

const nameOf = (what: keyof Carried): string => `${secure() ? '__Host-' : ''}buoni-spesa.identity-${what}`;

const purposeOf = (what: keyof Carried): string => `identity-${what}`;

const options = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: secure() }) as const;

export async function carry<W extends keyof Carried>(what: W, content: Carried[W]): Promise<void> {
  const maxAge = minutes[what] * 60;
  const sealed = writeToken({ content }, maxAge, purposeOf(what));
  (await cookies()).set(nameOf(what), sealed, { ...options(), maxAge });
}

/** What the browser carries, or null where there is nothing, it is too old or not ours. */
export async function carried<W extends keyof Carried>(what: W): Promise<Carried[W] | null> {
  const token = (await cookies()).get(nameOf(what))?.value;
  const opened = readToken(token, purposeOf(what));
  return (opened?.['content'] as Carried[W] | undefined) ?? null;
}

export async function putDown(what: keyof Carried): Promise<void> {
  (await cookies()).set(nameOf(what), '', { ...options(), maxAge: 0 });
}
