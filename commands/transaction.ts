import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import type { Queryable } from '../db/client';
import type { Refusal } from '../domain/refusal';
import { refused, type Result } from '../domain/result';

/** What a command answers: what came of the act, or why it was refused with nothing written. */
export type Outcome<T> = Result<T, Refusal>;

/** Serialization failure and deadlock: the database undid everything and asks for another try. */
const transient = new Set(['40001', '40P01']);
const attempts = 4;

/** Text that no PostgreSQL text can hold: a NUL, half a surrogate pair. */
const unstorable = new Set(['22021', '22P05']);

class Refused extends Error {
  constructor(readonly outcome: Outcome<never>) {
    super('refused');
  }
}

/**
 * Runs an act as one transaction: all of it is written, or none of it. A refusal undoes whatever the act wrote
 * before it was refused. Lost races are tried again; any other fault is thrown.
 */
export function transact<T>(db: Queryable, act: (tx: Queryable) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  return retryLostRaces(() => undoIfRefused(db, act));
}

/** Another transaction got in before this one in a way that only shows at the end: everything is to be done again. */
export class LostRace extends Error {
  constructor() {
    super('another transaction was first');
  }
}

/**
 * Tries a whole transaction again when the database chose it as the loser of a race, after a short pause of its own
 * length: at once it would take the lock from under the winner's feet and meet it in the same race.
 */
export async function retryLostRaces<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (fault) {
      const lost = fault instanceof LostRace || transient.has(databaseError(fault)?.code ?? '');
      if (attempt === attempts || !lost) throw fault;
      await pause(attempt * (20 + Math.random() * 60));
    }
  }
}

/**
 * Runs a part of an act whose refusal undoes that part alone, so that what was written before it (the record of an
 * idempotent call) stays.
 */
export async function undoIfRefused<T>(
  tx: Queryable,
  act: (tx: Queryable) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await tx.transaction(async (inner) => {
      const outcome = await act(inner);
      if (!outcome.ok) throw new Refused(outcome);
      return outcome;
    });
  } catch (fault) {
    if (fault instanceof Refused) return fault.outcome;
    if (unstorable.has(databaseError(fault)?.code ?? '')) {
      return refused({ code: 'invalid', faults: [{ field: '', code: 'characters' }] });
    }
    throw fault;
  }
}

/** The database's own error behind a fault, if there is one. */
export function databaseError(fault: unknown): DatabaseError | null {
  if (fault instanceof DatabaseError) return fault;
  return fault instanceof Error && fault.cause ? databaseError(fault.cause) : null;
}
