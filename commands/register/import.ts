import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { registerImports } from '../../db/schema/registers';
import { civilDate } from '../../domain/calendar';
import { may } from '../../domain/permissions';
import type { RegisterName } from '../../domain/register/registers';
import type { RowFault } from '../../domain/register/rows';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { undoIfRefused, type Outcome } from '../transaction';
import { Intake, longestRegister } from './intake';
import { rowsOf, type PlacedRow } from './read-file';
import { staging } from './staging';

/** A file as it streams in. */
export interface RegisterFile {
  register: RegisterName;
  fileName: string;
  content: AsyncIterable<Uint8Array>;
}

/** What came of a file: brought in whole, or not at all. */
export interface ImportReport {
  importId: string;
  /** Rows read, the heading apart. */
  rows: number;
  /** All faults, shown or not; none where the register was replaced. */
  wrong: number;
  /** The first ones. */
  faults: RowFault[];
}

/** More than anybody mends before trying again. */
const shownFaults = 100;

/** Rows written in one statement. */
const batch = 500;

/**
 * Brings a register in from a file, in one transaction: a good file replaces the register, of a file with any fault
 * nothing stays but the report of it. Rows pass one by one; a file of any length takes the same memory.
 *
 * @param longest bytes of the longest file that is taken
 *
 * Refusals: `forbidden`; `act-not-allowed` (another file of the register is coming in right now).
 */
export async function importRegister(
  db: Queryable,
  actor: Actor,
  { register, fileName, content }: RegisterFile,
  longest = longestRegister,
): Promise<Outcome<ImportReport>> {
  if (actor.kind !== 'user' || !may(actor, 'register.import', false)) return refused({ code: 'forbidden' });
  const today = civilDate(await databaseNow(db));
  const intake = new Intake(content, longest);
  const importId = newId();
  const record = (tx: Queryable, report: Omit<ImportReport, 'importId'>) =>
    tx.insert(registerImports).values({
      ...report,
      id: importId,
      register,
      fileName: fileName.replaceAll(/[\0\r\n]/g, ' ').slice(-150) || 'file',
      sha256: intake.sha256(),
      importedBy: actor.id,
    });
  const report = { rows: 0, wrong: 0, faults: [] as RowFault[] };
  const outcome = await undoIfRefused(db, async (tx) => {
    if (!(await alone(tx, register))) return refused({ code: 'act-not-allowed' });
    await patiently(tx);
    const stage = await staging(tx, register);
    for await (const rows of batches(rowsOf(register, intake, today), report)) {
      note(report, await stage.add(rows));
    }
    if (report.rows === 0 && report.wrong === 0) note(report, [wholeFile('register-no-rows')]);
    if (report.wrong > 0) return refused({ code: 'invalid', faults: [] });
    await stage.replace();
    await record(tx, report);
    return ok(null);
  });
  if (outcome.ok) return ok({ importId, ...report });
  if (report.wrong === 0) return outcome;
  await record(db, report);
  return ok({ importId, ...report });
}

const wholeFile = (code: string): RowFault => ({ row: null, column: null, code });

function note(report: Omit<ImportReport, 'importId'>, faults: readonly RowFault[]): void {
  report.wrong += faults.length;
  // What is wrong with the file as a whole comes first, however many rows were wrong before.
  report.faults.unshift(...faults.filter(({ row }) => row === null));
  report.faults.push(...faults.filter(({ row }) => row !== null).slice(0, shownFaults));
  report.faults.splice(shownFaults);
}

/** Gathers good rows for a statement each; what is wrong is noted on the way. */
async function* batches<R extends RegisterName>(
  rows: AsyncIterable<PlacedRow<R> | RowFault[]>,
  report: Omit<ImportReport, 'importId'>,
): AsyncGenerator<PlacedRow<R>[]> {
  let gathered: PlacedRow<R>[] = [];
  for await (const row of rows) {
    if (Array.isArray(row)) {
      if (row.some(({ row: place }) => place !== 1)) report.rows++;
      note(report, row);
      continue;
    }
    report.rows++;
    gathered.push(row);
    if (gathered.length < batch) continue;
    yield gathered;
    gathered = [];
  }
  if (gathered.length > 0) yield gathered;
}

/** One file of a register at a time; the second is told at once instead of waiting. */
async function alone(tx: Queryable, register: RegisterName): Promise<boolean> {
  const { rows } = await tx.execute<{ alone: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtext(${`register:${register}`})) as alone`,
  );
  return rows[0]?.alone === true;
}

/** A large file takes longer than a page may: up to a minute between two parts, and five for the replacement. */
async function patiently(tx: Queryable): Promise<void> {
  await tx.execute(sql`set local statement_timeout = '5min'`);
  await tx.execute(sql`set local idle_in_transaction_session_timeout = '1min'`);
}
