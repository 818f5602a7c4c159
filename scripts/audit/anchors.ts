import type { Queryable } from '../../db/client';
import { anchoredSequences, hashesAt, unsealed } from '../../db/queries/audit';
import type { InvariantReport } from '../../db/queries/invariants';
import { anchorFaults, type AnchorPlace } from '../../domain/audit/anchor';

/** Compares the chain with what was written down of it outside the database. */
export async function compareAnchors(db: Queryable, place: AnchorPlace): Promise<InvariantReport> {
  const anchors = await place.read();
  const hashes = await hashesAt(
    db,
    anchors.map(({ sequence }) => sequence),
  );
  return {
    name: 'the audit log is the one whose anchors are outside',
    faults: anchorFaults(anchors, (sequence) => hashes.get(sequence), await anchoredSequences(db)),
  };
}

/**
 * After a restore: anchors of entries that were lost with what came after the backup contradict the chain that goes on, for
 * ever. They are put beside the others. Answers how many.
 */
export async function setAside(db: Queryable, place: AnchorPlace): Promise<number> {
  const anchors = await place.read();
  const sequences = anchors.map(({ sequence }) => sequence);
  const hashes = await hashesAt(db, sequences);
  const lost = anchors.filter(({ sequence, hash }) => hashes.get(sequence) !== hash);
  if (lost.length > 0) await place.setAside(lost.map(({ sequence }) => sequence));
  return lost.length;
}

/** That somebody seals. */
export async function checkSealing(db: Queryable): Promise<InvariantReport> {
  const waiting = await unsealed(db);
  const faults = waiting === 0 ? [] : [`${waiting} entries wait`];
  return { name: 'no entry of the audit log waits long for its seal', faults };
}
