/**
 * `npm run chaos`: the whole system under load while its processes are killed at random, then every promise audited; exit 1
 * where one is broken, or people waited too long. With `--plant NAME` a bug is planted, and exit 0 says that it was caught.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { plants, type Plant } from './chaos/plants';
import { longestGapMs, printChaos } from './chaos/report';
import { runChaos } from './chaos/run';
import { buildWeb, buildWorkflows } from './stack/build';
import { Problem } from './stack/problem';
import { claim } from './stack/registry';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '30' },
    plant: { type: 'string' },
  },
});
const [seed, kills, minutes] = [values.seed, values.kills, values.minutes].map((text, place) => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Problem(`--${['seed', 'kills', 'minutes'][place]} must be a whole number, not "${text}".`, 2);
}) as [number, number, number];
const plant =
  values.plant === undefined ? null : ((plants as Record<string, Plant>)[values.plant] ?? unknownPlant());

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-chaos-'));
// PostgreSQL's account must pass through it.
chmodSync(dataDir, 0o711);
await claim(dataDir);
await buildWorkflows();
await buildWeb();
const result = await runChaos(dataDir, { seed, kills, minutes, plant });
const { violations, gapMs } = printChaos(result);
if (process.env.CHAOS_KEEP) console.log(`What it left is in ${dataDir}`);
else rmSync(dataDir, { recursive: true, force: true });

if (plant) console.log(violations > 0 ? `Caught: ${plant.what}.` : `Not caught: ${plant.what}.`);
else if (gapMs > longestGapMs)
  console.log(`✗ the longest gap is ${gapMs.toFixed(0)} ms, not at most ${longestGapMs}`);
process.exit((plant ? violations > 0 : violations === 0 && gapMs <= longestGapMs) ? 0 : 1);

function unknownPlant(): never {
  throw new Problem(`No bug is called so. There are: ${Object.keys(plants).join(', ')}.`, 2);
}
