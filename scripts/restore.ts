/**
 * `npm run restore -- FILE`: puts a backup back into an empty place and begins its procedures again. With `--new-epoch` and
 * no file, only the latter, for a database that was put back by other means. See docs/runbooks/restore.md.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { beginEpoch } from '../commands/installation/begin-epoch';
import { openDatabase } from '../db/client';
import { readEpoch } from '../db/queries/installation';
import { engineOptions, readEnvironment } from '../env';
import { anchorDirectory } from '../integrations/anchors/directory';
import { setAside } from './audit/anchors';
import { endEpoch } from './backup/end-epoch';
import { inPlace, readBackupOptions, type Place } from './backup/place';
import { putBack } from './backup/put-back';
import { Problem } from './stack/problem';
import { saveState } from './stack/state';
import { sealThroughout } from './stack/sealing';

const usage =
  'Use npm run restore -- FILE [--replace] [--data DIR], or npm run restore -- --new-epoch [--data DIR]';
const { file, dataDir, replace, newEpoch } = readBackupOptions(process.argv.slice(2), usage);
if (newEpoch === (file !== undefined)) throw new Problem(usage, 2);

await inPlace(dataDir, 'must not run', async (place) => {
  const ended = file ? await fill(place, file) : [await epochOf(place.databaseUrl)];
  await sealThroughout(place.databaseUrl);
  await forgetProcedures(place, ended);
  const db = openDatabase(place.databaseUrl, 2, 0);
  const { epoch, procedures } = await beginEpoch(db);
  console.log(`Epoch ${epoch} begins: ${procedures} procedures begin again when a worker runs.`);
  const anchors = process.env.AUDIT_ANCHORS ?? (place.stack && path.join(place.stack.dataDir, 'anchors'));
  const aside = anchors ? await setAside(db, anchorDirectory(anchors)) : 0;
  if (aside > 0)
    console.log(
      `${aside} anchors of the audit log are of what was lost: they stand beside it in ${anchors}.`,
    );
  await db.$client.end();
});
console.log('Everybody signs in again. Start the system, then look: npm run audit:data');

async function fill({ databaseUrl }: Place, from: string): Promise<string[]> {
  const { head, rows, ended } = await putBack(databaseUrl, from, { replace });
  console.log(`${rows} rows put back, as of ${head.at}.`);
  return ended;
}

async function epochOf(databaseUrl: string): Promise<string> {
  const db = openDatabase(databaseUrl, 1);
  const epoch = await readEpoch(db);
  await db.$client.end();
  return epoch;
}

/** An engine of the stack's own forgets everything; of another the procedures of these epochs are ended. */
async function forgetProcedures({ stack }: Place, epochs: string[]): Promise<void> {
  if (process.env.TEMPORAL_ADDRESS) {
    const env = readEnvironment(process.env);
    const connection = await Connection.connect(engineOptions(env));
    const { workflow } = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
    for (const epoch of epochs)
      console.log(`${await endEpoch(workflow, epoch)} procedures of epoch ${epoch} ended.`);
    await connection.close();
  } else if (stack) {
    rmSync(path.join(stack.dataDir, 'temporal'), { recursive: true, force: true });
    saveState(stack.dataDir, Object.assign(stack.state, { temporalCreated: false }));
  } else {
    console.log(
      'TEMPORAL_ADDRESS is not set: procedures of before stay where they run, and can write nothing.',
    );
  }
}
