import { openDatabase } from '../../db/client';
import { hashesOf } from '../../db/hash-key';
import { isSealedThroughout, rememberSealed, resealAll } from '../../db/sealing/reseal';
import { UnopenedError } from '../../keys/keyring';
import { Problem } from './problem';

/**
 * Sees to it that everything is sealed by the current key: what a release before left in clear, what a former key sealed.
 * Throws a `Problem` where the keys are not those of the database.
 */
export async function sealThroughout(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl, 2);
  try {
    await hashesOf(db);
    if (await isSealedThroughout(db)) return;
    for await (const _column of resealAll(db));
    await rememberSealed(db);
  } catch (fault) {
    if (!(fault instanceof UnopenedError)) throw fault;
    throw new Problem(
      'ENCRYPTION_KEYS lacks the keys that this database is sealed with: give those it was last started with.',
    );
  } finally {
    await db.$client.end();
  }
}
