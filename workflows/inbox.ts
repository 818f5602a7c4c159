import type { Numbered } from './messages';

/** What an inbox hands over to the next run when a workflow continues as new. */
export interface InboxState<E> {
  /** Number of the last event taken in. */
  last: number;
  /** Events that came before one that is still missing. */
  waiting: Numbered<E>[];
}

/**
 * Puts events that arrive at least once, in any order, back into their numbered order, each once: those seen before
 * are dropped, those ahead of a missing one wait for it.
 */
export class Inbox<E> {
  private last: number;
  private readonly waiting: Map<number, Numbered<E>>;

  constructor({ last, waiting }: InboxState<E> = { last: 0, waiting: [] }) {
    this.last = last;
    this.waiting = new Map(waiting.map((event) => [event.number, event]));
  }

  /** Takes arrivals in, of which one signal may bring several; answers the events whose turn has come, in order. */
  accept(...events: Numbered<E>[]): Numbered<E>[] {
    for (const event of events) if (event.number > this.last) this.waiting.set(event.number, event);
    const ready: Numbered<E>[] = [];
    for (let next = this.waiting.get(this.last + 1); next; next = this.waiting.get(this.last + 1)) {
      this.waiting.delete(next.number);
      this.last = next.number;
      ready.push(next);
    }
    return ready;
  }

  get state(): InboxState<E> {
    return { last: this.last, waiting: [...this.waiting.values()] };
  }
}
