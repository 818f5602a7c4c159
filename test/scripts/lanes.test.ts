import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { claimsVariable, ofLane, openLanes } from '../support/given';

/** A process that takes a lane as a test file does, and tells which address it was given. */
function fileOn(folder: string) {
  const source = `import { given } from './test/support/given.ts'; process.send(given('TEST_PLACE')); process.on('message', () => process.exit());`;
  return fork('--input-type=module', [], {
    execArgv: ['--import', 'tsx', '--input-type=module', '--eval', source],
    env: {
      ...process.env,
      [claimsVariable]: folder,
      [ofLane('TEST_PLACE', '1')]: 'first',
      [ofLane('TEST_PLACE', '2')]: 'second',
    },
  });
}

test('two files never have the same lane, and a third waits until one of them has gone', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lanes-'));
  openLanes(folder, ['1', '2']);
  const files = [fileOn(folder), fileOn(folder)];
  const places = await Promise.all(files.map(async (file) => (await once(file, 'message'))[0] as string));
  expect(places.toSorted()).toEqual(['first', 'second']);

  const third = fileOn(folder);
  const place = once(third, 'message').then(([given]) => given as string);
  const early = await Promise.race([place, new Promise((resolve) => setTimeout(resolve, 2_000))]);
  expect(early).toBeUndefined();
  // Killed, as vitest does with one that does not leave.
  files[1]?.kill('SIGKILL');
  expect(await place).toBe(places[1]);
  expect(readdirSync(folder)).toHaveLength(5);
  for (const file of [files[0], third]) file?.kill();
});
