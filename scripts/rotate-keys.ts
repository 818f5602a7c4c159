/**
 * `npm run rotate:keys`: seals everything by the first of `ENCRYPTION_KEYS`, while the system runs, and verifies it. See
 * docs/runbooks/rotating-keys.md.
 */
import { openDatabase } from '../db/client';
import { auditSealed, rememberSealed, resealAll } from '../db/sealing/reseal';
import { withFiles } from '../env';
import { keyring } from '../keys/own';
import { readOptions } from './options';
import { runningStack } from './stack/registry';

const live = process.env.DATABASE_URL
  ? process.env
  : runningStack(readOptions(process.argv.slice(2)).dataDir);
// Of a stack that runs, the database; the keys may be given anew.
process.env.ENCRYPTION_KEYS = withFiles(process.env).ENCRYPTION_KEYS ?? live.ENCRYPTION_KEYS;
const db = openDatabase(live.DATABASE_URL ?? '', 2);

console.log(`Sealing by key ${keyring().current}; keys that open: ${keyring().ids.join(', ')}`);
for await (const { name, values } of resealAll(db)) {
  if (values > 0) console.log(`  ${name}: ${values} sealed anew`);
}
let opened = 0;
const faults: string[] = [];
for await (const report of auditSealed(db)) {
  opened += report.values;
  faults.push(...report.faults);
}
for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
if (faults.length === 0) await rememberSealed(db);
await db.$client.end();
console.log(
  faults.length === 0
    ? `All ${opened} values open, each sealed by ${keyring().current}: no other key is needed in the database.`
    : `${faults.length} of ${opened} values are not as they should be: retire no key.`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
