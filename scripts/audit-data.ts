/** `npm run audit:data`: checks every invariant of a live system; exit 1 and the list where one fails. */
import { Client, Connection } from '@temporalio/client';
import { openDatabase } from '../db/client';
import { checkInvariants } from '../db/queries/invariants';
import { engineOptions, readEnvironment } from '../env';
import { anchorDirectory } from '../integrations/anchors/directory';
import { checkSealing, compareAnchors } from './audit/anchors';
import { dataConverter } from '../keys/payloads';
import { checkSealed } from './audit/sealed';
import { compareLives } from './audit/lives';
import { readOptions } from './options';
import { runningStack } from './stack/registry';

const live = process.env.DATABASE_URL
  ? process.env
  : runningStack(readOptions(process.argv.slice(2)).dataDir);
const env = readEnvironment({ ...process.env, ...live });
process.env.ENCRYPTION_KEYS = env.ENCRYPTION_KEYS;
// The whole of the audit log is read: no statement is too long.
const db = openDatabase(env.DATABASE_URL, 4, 0);
const connection = await Connection.connect(engineOptions(env));
const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE, dataConverter });

const reports = [
  ...(await checkInvariants(db)),
  await compareAnchors(db, anchorDirectory(env.AUDIT_ANCHORS)),
  await checkSealing(db),
  ...(await checkSealed(db)),
  ...(await compareLives(db, client.workflow)),
];
for (const { name, faults } of reports) {
  console.log(`${faults.length === 0 ? '✓' : '✗'} ${name}`);
  for (const fault of faults.slice(0, 20)) console.log(`    ${fault}`);
  if (faults.length > 20) console.log(`    and ${faults.length - 20} more`);
}
await db.$client.end();
await connection.close();

const broken = reports.filter(({ faults }) => faults.length > 0).length;
console.log(
  broken === 0 ? 'Every invariant holds.' : `${broken} of ${reports.length} invariants do not hold.`,
);
process.exitCode = broken === 0 ? 0 : 1;
