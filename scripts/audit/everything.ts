import { Client, Connection } from '@temporalio/client';
import { openDatabase } from '../../db/client';
import { checkInvariants, type InvariantReport } from '../../db/queries/invariants';
import { engineOptions, readEnvironment } from '../../env';
import { anchorDirectory } from '../../integrations/anchors/directory';
import { dataConverter } from '../../keys/payloads';
import { checkSealing, compareAnchors } from './anchors';
import { compareLives, compareTickets } from './lives';
import { checkSealed } from './sealed';

/**
 * Checks every invariant of a live system.
 *
 * @param source the environment of its processes
 * @param settledSeconds how long the workflows are given to do what follows from an act
 */
export async function auditEverything(
  source: Record<string, string | undefined>,
  settledSeconds?: number,
): Promise<InvariantReport[]> {
  const env = readEnvironment({ ...process.env, ...source });
  process.env.ENCRYPTION_KEYS = env.ENCRYPTION_KEYS;
  // The whole of the audit log is read: no statement is too long.
  const db = openDatabase(env.DATABASE_URL, 4, 0);
  const connection = await Connection.connect(engineOptions(env));
  const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE, dataConverter });
  try {
    return [
      ...(await checkInvariants(db, settledSeconds)),
      await compareAnchors(db, anchorDirectory(env.AUDIT_ANCHORS)),
      await checkSealing(db),
      ...(await checkSealed(db)),
      ...(await compareLives(db, client.workflow)),
      ...(await compareTickets(db, client.workflow)),
    ];
  } finally {
    await db.$client.end();
    await connection.close();
  }
}

/** Prints what was found. @returns how many invariants do not hold */
export function printReports(reports: readonly InvariantReport[]): number {
  for (const { name, faults } of reports) {
    console.log(`${faults.length === 0 ? '✓' : '✗'} ${name}`);
    for (const fault of faults.slice(0, 20)) console.log(`    ${fault}`);
    if (faults.length > 20) console.log(`    and ${faults.length - 20} more`);
  }
  return reports.filter(({ faults }) => faults.length > 0).length;
}
