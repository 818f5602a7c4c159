import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';

/** A fixed course of faults, so that what fails fails again; the long run draws a new one each time. */
const course = ['--seed', '7', '--kills', '10', '--minutes', '3'];

it('while its processes are killed at random, the system breaks no promise', async () => {
  const run = spawn(process.execPath, ['scripts/run.mjs', 'scripts/chaos.ts', ...course]);
  let said = '';
  for (const stream of [run.stdout, run.stderr])
    stream.on('data', (part: Buffer) => (said += part.toString()));
  await new Promise((resolve) => run.once('close', resolve));
  expect(said).toMatch(/\b0 violations$/m);
  const [, kills, acts] = /(\d+) of them kills; (\d+) acts acknowledged/.exec(said) ?? [];
  expect(Number(kills)).toBeGreaterThanOrEqual(10);
  expect(Number(acts)).toBeGreaterThan(100);
});
