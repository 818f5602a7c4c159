import { recordView } from '@/commands/audit/view';
import type { ViewKind } from '@/domain/audit/views';
import { database } from './database';
import { actorOf, type SessionUser } from './session';

/**
 * Writes down that the signed-in person looks at somebody else's data, before any of it is shown. Every page, download and
 * list of the Ente that shows a person calls this; a test finds the one that forgets.
 *
 * @param id of the application, the ticket …; null for a list
 */
export async function viewed(user: SessionUser, kind: ViewKind, id: string | null): Promise<void> {
  await recordView(database(), actorOf(user), { kind, id });
}
