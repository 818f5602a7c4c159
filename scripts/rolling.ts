/**
 * `npm run rolling -- COMMIT`: two web processes and two workers of an earlier release, people who act all the while, and an
 * update to the present release as docs/deploy/machines.md says; then every life is taken to its end, and everything audited.
 * Exit 1 where anything was lost, anybody refused, or served by nobody for more than two seconds.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { oldRelease } from './rolling/old-release';
import { printRoll } from './rolling/report';
import { roll } from './rolling/roll';
import { buildWeb, buildWorkflows } from './stack/build';
import { Problem } from './stack/problem';
import { claim } from './stack/registry';

const [commit] = process.argv.slice(2);
if (commit === undefined)
  throw new Problem('Say which release is there before: npm run rolling -- COMMIT', 2);

const old = await oldRelease(commit);
await buildWorkflows();
await buildWeb();
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-rolling-'));
// PostgreSQL's account must pass through it.
chmodSync(dataDir, 0o711);
await claim(dataDir);
const faults = printRoll(await roll(dataDir, old));
if (process.env.CHAOS_KEEP) console.log(`What it left is in ${dataDir}`);
else rmSync(dataDir, { recursive: true, force: true });
process.exit(faults === 0 ? 0 : 1);
