import { redirect } from 'next/navigation';
import type { OnSession } from '@/commands/access/second-factor/grant';
import { standing, stepPath, type SessionUser } from '@/app/_server/session';

const signIn = (path: string): never => redirect(`/accedi?ritorno=${encodeURIComponent(path)}`);

/** Whoever has shown the first factor and is to show the second one; others are sent where they belong. */
export async function requireVerifying(wanted: string): Promise<SessionUser> {
  const now = await standing();
  if (now.kind === 'visitor') return signIn(wanted);
  if (now.kind === 'in') redirect(wanted);
  if (now.step === 'enrol') redirect(stepPath.enrol);
  return now.user;
}

/** Whoever looks at their second factors: who is in, or lacks nothing but a first one. */
export async function requireChoosing(path: string): Promise<{ user: SessionUser; forced: boolean }> {
  const now = await standing();
  if (now.kind === 'visitor') return signIn(path);
  if (now.kind === 'half' && now.step === 'verify') redirect(`${stepPath.verify}?ritorno=${path}`);
  return { user: now.user, forced: now.kind === 'half' };
}

/** Whoever may change them: besides, they have just signed in. The page of the factors says so to others. */
export async function requireChanging(): Promise<SessionUser> {
  const { user, forced } = await requireChoosing(stepPath.enrol);
  if (!forced && !user.session.fresh) redirect(stepPath.enrol);
  return user;
}

export const onSession = (user: SessionUser): OnSession => ({ userId: user.id, sessionId: user.session.id });
