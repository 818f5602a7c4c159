import { startSession } from '../../commands/access/sessions';
import type { SessionGrant } from '../../commands/access/sign-in';
import type { Database } from '../../db/client';

/** Where the sessions of tests are opened. */
export const somewhere = {
  address: '93.40.17.8',
  userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/150.0',
  device: 'a device of the tests',
};

/** Opens a session; answers its id. */
export async function openedSession(db: Database, grant: SessionGrant): Promise<string> {
  const id = await startSession(db, grant, somewhere);
  if (id === null) throw new Error('the grant was outdated');
  return id;
}
