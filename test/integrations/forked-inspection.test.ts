import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { forkedInspection } from '../../integrations/inspection/forked';
import { photograph } from '../support/file-samples';
import { handmadePdf, streamOf, writtenPdf } from '../support/pdf-samples';

/** Takes seconds to look through. */
const slow = (): Buffer => {
  const packed = deflateSync(Buffer.alloc(64 * 1024 * 1024));
  return handmadePdf({ objects: Array.from({ length: 15 }, () => streamOf(packed, '/Filter /FlateDecode')) });
};

/** An inspection with the processes it has started so far. */
function watched(patience?: number) {
  const started: ChildProcess[] = [];
  const inspection = forkedInspection({ patience, started: (inspector) => void started.push(inspector) });
  return { inspection, started };
}

/** Ends the newest process in the middle of its work. */
async function endSoon(started: ChildProcess[], signal: NodeJS.Signals): Promise<void> {
  await pause(100);
  started.at(-1)?.kill(signal);
}

describe('the inspection in a process apart', () => {
  it('answers as it would here, file after file, from one process', async () => {
    const { inspection, started } = watched();
    const pdf = await writtenPdf();
    const verdicts = await Promise.all(
      [pdf, Buffer.from('x'), await photograph(), Buffer.alloc(0)].map((file) => inspection.inspect(file)),
    );
    expect(verdicts).toMatchObject([
      { clean: { mediaType: 'application/pdf', bytes: pdf } },
      { refusal: 'type' },
      { clean: { mediaType: 'image/jpeg' } },
      { refusal: 'empty' },
    ]);
    expect(started).toHaveLength(1);
  });

  it('ends at its time: the file is refused, the next one is inspected', async () => {
    const { inspection, started } = watched(300);
    await inspection.inspect(Buffer.from('x'));
    expect(await inspection.inspect(slow())).toEqual({ refusal: 'bomb' });
    expect(await inspection.inspect(Buffer.from('x'))).toEqual({ refusal: 'type' });
    expect(started).toHaveLength(2);
    expect(started[0]?.signalCode).toBe('SIGKILL');
  });

  it('that falls is tried once more, and the file is not to blame', async () => {
    const { inspection, started } = watched();
    await inspection.inspect(Buffer.from('x'));
    const [verdict] = await Promise.all([inspection.inspect(slow()), endSoon(started, 'SIGKILL')]);
    expect(verdict).toMatchObject({ clean: { mediaType: 'application/pdf' } });
    expect(started).toHaveLength(2);
  });

  it('that falls twice at one file refuses it', async () => {
    const { inspection, started } = watched();
    await inspection.inspect(Buffer.from('x'));
    const fellTwice = async (): Promise<void> => {
      await endSoon(started, 'SIGKILL');
      while (started.length < 2) await pause(10);
      await once(started[1] as ChildProcess, 'message');
      await endSoon(started, 'SIGKILL');
    };
    const [verdict] = await Promise.all([inspection.inspect(slow()), fellTwice()]);
    expect(verdict).toEqual({ refusal: 'bomb' });
  });

  it('that is ended with everything else blames no file', async () => {
    const { inspection, started } = watched();
    await inspection.inspect(Buffer.from('x'));
    const judging = inspection.inspect(slow());
    await Promise.all([
      expect(judging).rejects.toThrow('the inspection was ended'),
      endSoon(started, 'SIGTERM'),
    ]);
  });
});
