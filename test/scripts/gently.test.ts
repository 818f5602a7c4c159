import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** The priorities of all threads of a process: before it gives way, while it does, and when it has come forward. */
const program = `
import os from 'node:os';
import { readdirSync } from 'node:fs';
import { giveWay } from './scripts/gently.mjs';
const priorities = () => [...new Set(readdirSync('/proc/self/task').map((thread) => os.getPriority(Number(thread))))];
const before = priorities();
const comeForward = giveWay();
const meanwhile = priorities();
comeForward();
console.log(JSON.stringify([before, meanwhile, priorities()]));
`;

const node = [process.execPath, '--input-type=module', '-e', program];
const run = ([command = '', ...args]: string[]): unknown =>
  JSON.parse(execFileSync(command, args, { encoding: 'utf8' }));

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

describe.skipIf(!isRoot)('a start that gives way', () => {
  it('has every thread step back, and come forward to where it stood', () => {
    expect(run(['nice', '-n', '2', ...node])).toEqual([[2], [7], [2]]);
  });

  it('stays where it is where it could not come forward again', () => {
    const unprivileged = ['setpriv', '--inh-caps=-sys_nice', '--bounding-set=-sys_nice'];
    expect(run([...unprivileged, 'nice', '-n', '2', ...node])).toEqual([[2], [2], [2]]);
  });
});
