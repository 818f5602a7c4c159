import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { sealedPayloads } from '../../keys/payloads';

const folder = path.join(import.meta.dirname, '../replay/histories');

/** Releases go by the last of their migrations, as their rows do (`npm run keep:release`). */
const release = () => readdirSync('db/migrations').toSorted().at(-1)?.slice(0, 4) ?? '';

/**
 * Keeps the history of a path a workflow has taken, to be replayed by every later version of its code. Only
 * `SAVE_HISTORIES=1 npm test -- test/workflows` writes, into the folder of the present release: those of the releases
 * before stay. They are kept in clear: they hold ids, codes and amounts.
 */
export async function keepHistory(name: string, handle: WorkflowHandle): Promise<void> {
  if (process.env.SAVE_HISTORIES !== '1') return;
  const ofRelease = path.join(folder, release());
  mkdirSync(ofRelease, { recursive: true });
  writeFileSync(path.join(ofRelease, `${name}.json`), `${withoutTraces(await openedHistory(handle))}\n`);
}

/** The history of a workflow in clear, as JSON: what replays it has no keys. */
export async function openedHistory(handle: WorkflowHandle): Promise<string> {
  const lived = await handle.fetchHistory();
  await open(lived);
  return historyToJSON(lived);
}

/** Opens every payload: the keys of a test are gone with it. */
async function open(value: unknown): Promise<void> {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  if ('metadata' in value && 'data' in value) {
    const [payload] = await sealedPayloads.decode([value as Payload]);
    Object.assign(value, payload);
    return;
  }
  for (const each of Object.values(value)) await open(each);
}

/** Traces name the folders of the machine that ran; replaying asks for none of them. */
const withoutTraces = (history: string): string =>
  history.replaceAll(/("stackTrace": )"(?:[^"\\]|\\.)+"/g, '$1""');

/** A kept history: the path it is of, by its name, and what happened on it. */
export interface KeptHistory {
  /** The path, after the release that took it; none for the releases before they were kept apart. */
  name: string;
  path: string;
  history: unknown;
}

export function keptHistories(): KeptHistory[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      path: path.basename(file, '.json'),
      history: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown,
    }));
}
