/** `npm run bench`: measures each part on a database of its own, beside a floor of the same run; exit 1 where a bar is missed. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crowdBench } from './bench/crowd';
import { benchDatabases, benchStack, type Part } from './bench/part';
import { livesBench } from './bench/lives';
import { neighboursBench } from './bench/neighbours';
import { pagesBench } from './bench/pages';
import { redemptionsBench } from './bench/redemptions';
import { submissionsBench } from './bench/submissions';
import { worklistBench } from './bench/worklist';
import { Problem } from './stack/problem';
import { Processes } from './stack/processes';
import { claim } from './stack/registry';

/** A part is a line here and a file in `bench/`. */
const parts: Record<string, Part> = {
  worklist: worklistBench,
  redemptions: redemptionsBench,
  submissions: submissionsBench,
  lives: livesBench,
  neighbours: neighboursBench,
  pages: pagesBench,
  crowd: crowdBench,
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in parts));
if (unknown.length > 0) {
  throw new Problem(
    `No part is called ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`,
    2,
  );
}
const chosen = Object.entries(parts).filter(([name]) => named.length === 0 || named.includes(name));

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-bench-'));
// PostgreSQL's account must pass through it.
chmodSync(dataDir, 0o711);
const processes = new Processes(dataDir);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void processes.stop().then(() => process.exit(130)));
}

const missed: string[] = [];
try {
  await claim(dataDir);
  const stack = benchStack(dataDir, processes);
  const databases = benchDatabases(stack);
  for (const [name, part] of chosen) {
    const misses = await part({ databases, stack, print: (line) => console.log(`${name} ${line}`) });
    missed.push(...misses.map((miss) => `${name} ${miss}`));
  }
} finally {
  await processes.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
for (const miss of missed) console.log(`✗ ${miss}`);
console.log(missed.length === 0 ? 'Every bar is met.' : `${missed.length} bars are missed.`);
process.exit(missed.length === 0 ? 0 : 1);
