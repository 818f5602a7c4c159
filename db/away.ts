import { DatabaseError } from 'pg';

/** What PostgreSQL says when it ends sessions or takes none: shutting down, starting, crashed, full, connection lost. */
const awayStates = /^(57P0[123]|53300|08\w{3})$/;

/** What the network says of a server that is not there. */
const awayCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);

/** What the driver says, which has no codes of its own (pg 8). */
const awayWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/** Whether a fault, or one behind it, means that the database could not be reached: what was not committed is undone. */
export function isDatabaseAway(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = 'code' in fault ? String(fault.code) : '';
  const is =
    fault instanceof DatabaseError
      ? awayStates.test(code)
      : awayCodes.has(code) || awayWords.test(fault.message);
  return is || isDatabaseAway(fault.cause);
}
