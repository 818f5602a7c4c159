import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Verdict } from '../../domain/attachment/verdict';
import { inTurns } from '../turns';
import type { FileInspection } from './port';

/** Opening a large honest photograph takes two or three seconds on a busy machine. */
const patienceMs = 30_000;

/** Loading the libraries the first time. */
const startMs = 30_000;

const entry = path.join(import.meta.dirname, 'process.ts');

export interface ForkedOptions {
  patience?: number;
  /** Hears of every process that is started. */
  started?: (inspector: ChildProcess) => void;
}

/**
 * Opens files one at a time in a process apart, which holds no secret of this one's and is replaced when it falls. A
 * file that takes it beyond its time, or fells it twice, unpacks beyond reason.
 */
export function forkedInspection({
  patience = patienceMs,
  started = () => undefined,
}: ForkedOptions = {}): FileInspection {
  const oneAtATime = inTurns(1);
  let child: ChildProcess | null = null;

  const ready = async (): Promise<ChildProcess> => {
    if (child?.connected) return child;
    child = fork(entry, {
      execArgv: ['--import', 'tsx', '--max-old-space-size=512'],
      serialization: 'advanced',
      env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // A message that comes too late for it; that it ends is heard anyway.
    child.on('error', () => undefined);
    started(child);
    await once(child, 'message', { signal: AbortSignal.timeout(startMs) });
    return child;
  };

  const attempt = async (bytes: Buffer): Promise<Verdict | 'slow' | 'fallen'> => {
    const inspector = await ready();
    // While it works this process waits for it; idle, it keeps nobody from ending.
    hold(inspector);
    try {
      const outcome = await answerOf(inspector, bytes, patience);
      if (typeof outcome === 'string') child = null;
      return outcome;
    } finally {
      release(inspector);
    }
  };

  return {
    inspect: (bytes) =>
      oneAtATime(async () => {
        let outcome = await attempt(bytes);
        if (outcome === 'fallen') outcome = await attempt(bytes);
        return typeof outcome === 'string' ? { refusal: 'bomb' } : outcome;
      }),
  };
}

function answerOf(
  inspector: ChildProcess,
  bytes: Buffer,
  patience: number,
): Promise<Verdict | 'slow' | 'fallen'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle('slow'), patience);
    const onExit = (_code: number | null, signal: NodeJS.Signals | null): void => {
      // Ended from outside, with everything else: the file is not to blame.
      if (signal === 'SIGTERM' || signal === 'SIGINT') reject(new Error('the inspection was ended'));
      else settle('fallen');
    };
    const settle = (outcome: Verdict | 'slow' | 'fallen'): void => {
      clearTimeout(timer);
      inspector.off('exit', onExit).off('message', settle);
      if (outcome === 'slow') inspector.kill('SIGKILL');
      resolve(outcome);
    };
    inspector.on('exit', onExit).on('message', settle);
    inspector.send(bytes);
  });
}

function hold(inspector: ChildProcess): void {
  inspector.ref();
  inspector.channel?.ref();
}

function release(inspector: ChildProcess): void {
  inspector.unref();
  inspector.channel?.unref();
}
