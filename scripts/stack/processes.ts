import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stepsBack, weighSession } from '../gently.mjs';
import type { Account } from './account';
import { identify, isAlive } from './identity';
import { Problem } from './problem';
import { register, type RegisteredProcess } from './registry';

/** A program of the stack: how it is run, when it counts as ready, how it is stopped. */
export interface Program {
  name: string;
  command: string;
  args: string[];
  /** Where it runs, if not here. */
  folder?: string | undefined;
  env?: Record<string, string>;
  account?: Account;
  /** Runs before every start, also before a restart. */
  prepare?: () => Promise<void>;
  /** Asked again and again until it says yes. A program that can tell by itself sends the message 'ready' instead. */
  isReady: 'message' | (() => Promise<boolean>);
  /** Whether it gives way to the others where cores are short: nobody waits for it with a page before their eyes. */
  givesWay?: boolean;
  stopSignal?: NodeJS.Signals;
  /** How long it may take to stop before it is killed. */
  graceMs?: number;
}

interface Running {
  program: Program;
  child: ChildProcess;
  ready: boolean;
  startedAt: number;
  failures: number;
}

/** What happens between the end of a program and its next start. */
export interface Restarts {
  /** How long to wait before it, by how often the program ended within the last minute. */
  pauseMs: (failures: number) => number;
  tell: (sentence: string) => void;
}

const patientRestarts: Restarts = {
  pauseMs: (failures) => Math.min(500 * 2 ** (failures - 1), 30_000),
  tell: (sentence) => console.error(sentence),
};

const startLimitMs = 90_000;
const logLimitBytes = 20_000_000;

/** The processes of one stack: starts them, restarts those that die, writes them down, stops them in reverse order. */
export class Processes {
  private readonly running: Running[] = [];
  private stopping = false;

  constructor(
    private readonly dataDir: string,
    readonly environment: Record<string, string> = {},
    private readonly restarts = patientRestarts,
  ) {}

  /** Starts a program and waits until it is ready. Throws a `Problem` with the end of its log when it is not to be. */
  async start(program: Program): Promise<void> {
    const entry: Running = {
      program,
      child: await this.launch(program),
      ready: false,
      startedAt: Date.now(),
      failures: 0,
    };
    this.running.push(entry);
    this.watch(entry);
    await this.untilReady(entry);
    entry.ready = true;
    this.writeDown();
  }

  /** Stops everything, the last started first, and waits for it. Safe to call twice. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const entry of this.running.toReversed()) await this.stopOne(entry);
  }

  /** Stops one program for good, and waits for it. */
  async end(name: string): Promise<void> {
    const entry = this.entryOf(name);
    this.running.splice(this.running.indexOf(entry), 1);
    entry.ready = false;
    await this.stopOne(entry);
    this.writeDown();
  }

  /** The number of a program's process as it runs now; undefined while there is none. */
  pidOf(name: string): number | undefined {
    const child = this.entryOf(name).child;
    return child.exitCode === null && child.signalCode === null ? child.pid : undefined;
  }

  /** Ends a program by a signal, and waits until it has been started again and is ready. */
  async endOnce(name: string, signal: NodeJS.Signals): Promise<void> {
    const entry = this.entryOf(name);
    let ended = entry.child;
    if (ended.pid !== undefined) signalTo(ended.pid, signal);
    while (!this.stopping) {
      if (entry.child === ended) {
        await sleep(20);
        continue;
      }
      const next = entry.child;
      if (await this.untilReady(entry).then(always, never)) return;
      // One that ended again before it was ready is started once more; one that is merely slow is waited for.
      if (next.exitCode !== null || next.signalCode !== null) ended = next;
    }
  }

  /** Writes down the processes and the environment as they are now. */
  writeDown(): void {
    const processes = this.running.flatMap(({ program, child }): RegisteredProcess[] => {
      const identity = child.pid === undefined ? undefined : identify(child.pid);
      return identity
        ? [{ name: program.name, stopSignal: program.stopSignal ?? 'SIGTERM', ...identity }]
        : [];
    });
    register(this.dataDir, this.environment, processes);
  }

  private entryOf(name: string): Running {
    const entry = this.running.find(({ program }) => program.name === name);
    if (!entry) throw new Error(`nothing runs that is called ${name}`);
    return entry;
  }

  private logFile(program: Program): string {
    return path.join(this.dataDir, 'logs', `${program.name}.log`);
  }

  private async launch(program: Program): Promise<ChildProcess> {
    await program.prepare?.();
    if (this.stopping) throw new Problem('It is being stopped.');
    const file = this.logFile(program);
    if (existsSync(file) && statSync(file).size > logLimitBytes) renameSync(file, `${file}.1`);
    const log = openSync(file, 'a', 0o600);
    const messages = program.isReady === 'message' ? (['ipc'] as const) : [];
    const { command, args } = program.givesWay ? gently(program) : program;
    const child = spawn(command, args, {
      stdio: ['ignore', log, log, ...messages],
      cwd: program.folder,
      env: { ...process.env, ...program.env },
      // A Ctrl-C of the terminal must reach only the starter, which stops things in the right order.
      detached: true,
      ...program.account,
    });
    closeSync(log);
    if (program.givesWay) weighSession(child.pid, stepsBack);
    return child;
  }

  private watch(entry: Running): void {
    entry.child.once('error', () => undefined);
    entry.child.once('exit', (code, signal) => {
      if (this.stopping || !entry.ready) return;
      void this.restart(entry, signal ?? `exit code ${code}`);
    });
    this.writeDown();
  }

  private async restart(entry: Running, reason: string): Promise<void> {
    const { program } = entry;
    entry.failures = Date.now() - entry.startedAt > 60_000 ? 1 : entry.failures + 1;
    this.restarts.tell(
      `${program.name} ended (${reason}): starting it again. Its log is ${this.logFile(program)}`,
    );
    await sleep(this.restarts.pauseMs(entry.failures));
    if (this.stopping) return;
    try {
      entry.child = await this.launch(program);
      entry.startedAt = Date.now();
      this.watch(entry);
    } catch (error) {
      await this.restart(entry, (error as Error).message);
    }
  }

  private async untilReady({ program, child }: Running): Promise<void> {
    const isReady = program.isReady === 'message' ? messageReceived(child) : program.isReady;
    for (const deadline = Date.now() + startLimitMs; Date.now() < deadline; await sleep(50)) {
      if (this.stopping) throw new Problem('It is being stopped.');
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) break;
      if (await isReady()) return;
    }
    const why =
      child.exitCode === null
        ? `was not ready after ${startLimitMs / 1000} s`
        : `ended with code ${child.exitCode}`;
    throw new Problem(
      `${program.name} ${why}. The end of ${this.logFile(program)}:\n\n${tail(this.logFile(program))}`,
    );
  }

  private async stopOne({ program, child }: Running): Promise<void> {
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (!identity) return;
    signalTo(identity.pid, program.stopSignal ?? 'SIGTERM');
    const graceMs = program.graceMs ?? 10_000;
    for (let waited = 0; isAlive(identity); waited += 20) {
      if (waited === graceMs) signalTo(identity.pid, 'SIGKILL');
      await sleep(20);
    }
  }
}

/** The program at a lower priority, all of its threads. */
const gently = ({ command, args }: Program): Pick<Program, 'command' | 'args'> => ({
  command: 'nice',
  args: ['-n', String(stepsBack), command, ...args],
});

const always = (): boolean => true;
const never = (): boolean => false;

function messageReceived(child: ChildProcess): () => Promise<boolean> {
  let ready = false;
  child.on('message', (message) => (ready ||= message === 'ready'));
  return () => Promise.resolve(ready);
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended.
  }
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
