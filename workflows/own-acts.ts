import { patched, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { ownActs } from './retries';

/**
 * The acts on our own database, for one workflow: one is under way at a time. Where two were, the engine told of their
 * ends one by one when they happened and both at once when the procedure was replayed, what followed from each came in
 * another order, and the procedure could not go on.
 */
export function ownActsInTurn(): Activities {
  const acts = proxyLocalActivities<Activities>(ownActs);
  let last: Promise<unknown> = Promise.resolve();
  return new Proxy(acts as object, {
    get: (_, name) => {
      const act = Reflect.get(acts, name) as (...given: unknown[]) => Promise<unknown>;
      return (...given: unknown[]): Promise<unknown> => {
        if (!patched('own-acts-in-turn')) return act(...given);
        const turn = last.then(() => act(...given));
        last = turn.catch(() => undefined);
        return turn;
      };
    },
  }) as Activities;
}
