import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify, isAlive, type Identity } from '../../scripts/stack/identity';
import { claim, register, runningStack } from '../../scripts/stack/registry';

let dataDir: string;
let child: ChildProcess;
let living: Identity;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-registry-'));
  child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  living = identify(child.pid ?? 0) ?? { pid: 0, birth: '' };
});

afterEach(() => {
  child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true });
});

describe('a data folder', () => {
  it('is refused while another start lives there', async () => {
    write({ starter: living, environment: { APP_URL: 'http://localhost:3000' }, processes: [] });
    await expect(claim(dataDir)).rejects.toThrow('http://localhost:3000');
    expect(isAlive(living)).toBe(true);
  });

  it('is taken over from a start that was killed, ending what it left', async () => {
    const orphan = { ...living, name: 'web', stopSignal: 'SIGTERM' };
    write({
      starter: { pid: living.pid, birth: 'of another process' },
      environment: {},
      processes: [orphan],
    });
    await claim(dataDir);
    expect(isAlive(living)).toBe(false);
  });

  it('never ends a process that only has the number of an old one', async () => {
    const stranger = { pid: living.pid, birth: 'of another process', name: 'web', stopSignal: 'SIGKILL' };
    write({ starter: { pid: 0, birth: '' }, environment: {}, processes: [stranger] });
    await claim(dataDir);
    expect(isAlive(living)).toBe(true);
  });

  it('tells other scripts how to reach the stack that runs from it', async () => {
    expect(() => runningStack(dataDir)).toThrow('npm start');
    await claim(dataDir);
    register(dataDir, { DATABASE_URL: 'postgres://127.0.0.1/x' }, []);
    expect(runningStack(dataDir)).toEqual({ DATABASE_URL: 'postgres://127.0.0.1/x' });
  });
});

function write(registry: unknown): void {
  writeFileSync(path.join(dataDir, 'processes.json'), JSON.stringify(registry));
}
