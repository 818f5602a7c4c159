import { decode, encode } from 'next-auth/jwt';
import { cookies } from 'next/headers';
import type { Entrance } from '@/commands/identity/enter';
import type { Identity } from '@/domain/identity/identity';
import { authSecrets, environment } from '@/env';
import type { Pending } from '@/integrations/identity/port';

/**
 * What a browser carries while its person is on the way in or out: encrypted, for this purpose only (the salt keeps it
 * from being taken for a session), short-lived, in a cookie of this very host.
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

const options = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: secure() }) as const;

export async function carry<W extends keyof Carried>(what: W, content: Carried[W]): Promise<void> {
  const maxAge = minutes[what] * 60;
  const sealed = await encode({
    token: { content },
    secret: authSecrets()[0],
    salt: `identity-${what}`,
    maxAge,
  });
  (await cookies()).set(nameOf(what), sealed, { ...options(), maxAge });
}

/** What the browser carries, or null where there is nothing, it is too old or not ours. */
export async function carried<W extends keyof Carried>(what: W): Promise<Carried[W] | null> {
  const token = (await cookies()).get(nameOf(what))?.value;
  if (!token) return null;
  for (const secret of authSecrets()) {
    const opened = await decode({ token, secret, salt: `identity-${what}` }).catch(() => null);
    if (opened) return (opened['content'] as Carried[W] | undefined) ?? null;
  }
  return null;
}

export async function putDown(what: keyof Carried): Promise<void> {
  (await cookies()).set(nameOf(what), '', { ...options(), maxAge: 0 });
}
