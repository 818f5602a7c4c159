/** `npm run backup -- FILE`: writes all the database holds to a sealed file. See docs/runbooks/restore.md. */
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { inPlace, readBackupOptions } from './backup/place';
import { takeBackup } from './backup/take';
import { keyring } from '../keys/own';
import { Problem } from './stack/problem';

const usage = 'Use npm run backup -- FILE [--data DIR]';
const { file, dataDir } = readBackupOptions(process.argv.slice(2), usage);
if (!file) throw new Problem(usage, 2);

const started = performance.now();
const { at, rows } = await inPlace(dataDir, 'may run', ({ databaseUrl }) => takeBackup(databaseUrl, file));
const hash = createHash('sha256');
await pipeline(createReadStream(file), hash);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${file}: ${rows} rows as of ${at}, ${statSync(file).size} bytes, ${seconds} s`);
console.log(`Sealed by key ${keyring().current}, which is not in it: keep the key elsewhere.`);
console.log(`SHA-256 ${hash.digest('hex')}`);
