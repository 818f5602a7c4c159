import { sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { registrations } from '../../db/schema/applications';
import { writeRegistration, type RegistrationNumber } from '../../domain/application/registration';
import { largestFile, mostRows } from '../../domain/batch/batch';
import { forecastDecision } from '../../domain/batch/forecast';
import {
  neededColumns,
  readResult,
  resultHeadings,
  type ReadResult,
  type ResultColumn,
} from '../../domain/batch/results';
import type { RowRefusal } from '../../domain/batch/row';
import { invalid } from '../../domain/refusal';
import { refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { decodeText } from '../csv/decode';
import { columnsBy, type Columns } from '../csv/header';
import { csvRecords, type CsvRecord } from '../csv/records';
import type { Outcome } from '../transaction';
import { mayRun, type User } from './authorise';
import { prepareBatch, Unpreparable, type PreparedRow } from './prepare';
import { sliceSize, standingsOf, type StandingApplication } from './standing';

/** A row of the file as far as it could be read. */
interface FileRow {
  line: number;
  /** What was typed for the protocol number. */
  label: string;
  read: ReadResult;
}

/**
 * Prepares results that were decided elsewhere, from a file of comma separated values, while it streams in. Every row
 * is judged by itself: a broken one is told by its line and column and stops no other.
 *
 * Refusals: those of `prepareBatch`; `invalid` for the file as a whole (a column missing, too many rows).
 */
export async function prepareResults(
  db: Queryable,
  actor: Actor,
  input: { fileName: string; content: AsyncIterable<Uint8Array> },
  most = mostRows,
): Promise<Outcome<{ batchId: string }>> {
  if (!mayRun(actor, 'results')) return refused({ code: 'not-found' });
  const params = { fileName: input.fileName.replaceAll(/\p{C}/gu, ' ').slice(-150) };
  const seen = new Set<string>();
  async function* rows(): AsyncGenerator<PreparedRow[]> {
    for await (const slice of inSlices(fileRows(input.content, most)))
      yield judged(db, actor as User, slice, seen);
  }
  return prepareBatch(db, actor, { kind: 'results', params }, rows());
}

async function* fileRows(content: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<FileRow> {
  let columns: Columns<ResultColumn> | null = null;
  let rows = 0;
  for await (const record of csvRecords(decodeText(bounded(content)))) {
    if (columns === null) {
      columns = columnsOf(record);
      continue;
    }
    if (++rows > most) throw new Unpreparable(invalid('file', 'batch-too-many', { most }));
    yield fileRow(record, columns);
  }
  if (columns === null) throw new Unpreparable(invalid('file', 'csv-empty'));
}

/** Whatever its form said of its size. */
async function* bounded(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    if (bytes > largestFile) throw new Unpreparable(invalid('file', 'csv-too-large'));
    yield chunk;
  }
}

function columnsOf({ cells }: CsvRecord): Columns<ResultColumn> {
  const columns = columnsBy(resultHeadings, cells ?? []);
  const missing = neededColumns.filter((column) => columns[column] === -1);
  if (missing.length === 0) return columns;
  throw new Unpreparable(invalid('file', `csv-column-${missing[0]}`));
}

function fileRow({ line, cells, fault }: CsvRecord, columns: Columns<ResultColumn>): FileRow {
  if (fault) return { line, label: '', read: { faults: [{ field: '', code: `csv-${fault}` }] } };
  const cell = (column: ResultColumn): string => cells[columns[column]] ?? '';
  const texts = {
    registration: cell('registration'),
    outcome: cell('outcome'),
    amount: cell('amount'),
    reasonCodes: cell('reasonCodes'),
    reason: cell('reason'),
  };
  return { line, label: texts.registration.slice(0, 60), read: readResult(texts) };
}

async function* inSlices(rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow[]> {
  let slice: FileRow[] = [];
  for await (const row of rows) {
    slice.push(row);
    if (slice.length < sliceSize) continue;
    yield slice;
    slice = [];
  }
  yield slice;
}

/** A slice of the file beside the applications it speaks of. */
async function judged(
  db: Queryable,
  actor: User,
  slice: FileRow[],
  seen: Set<string>,
): Promise<PreparedRow[]> {
  const ids = await registeredAs(
    db,
    slice.flatMap(({ read }) => (read.faults ? [] : [read.registration])),
  );
  const standings = await standingsOf(db, [...ids.values()]);
  return slice.map(({ line, label, read }) => {
    const refusedRow = (refusal: RowRefusal, standing?: StandingApplication): PreparedRow => ({
      line,
      label: standing?.label ?? label,
      applicationId: standing?.id ?? null,
      task: null,
      warnings: [],
      refusal,
    });
    if (read.faults) return refusedRow({ code: 'invalid', faults: read.faults });
    const registration = writeRegistration(read.registration);
    const standing = standings.get(ids.get(registration) ?? '');
    if (!standing) return refusedRow({ code: 'unknown-registration' });
    if (seen.has(registration)) return refusedRow({ code: 'repeated' }, standing);
    seen.add(registration);
    const forecast = forecastDecision(standing, read.wanted, actor.id);
    return { line, label: registration, applicationId: standing.id, ...forecast };
  });
}

/** The applications by their entries of the register. */
async function registeredAs(
  db: Queryable,
  numbers: readonly RegistrationNumber[],
): Promise<Map<string, string>> {
  const years = sql.param(numbers.map(({ year }) => year));
  const entries = sql.param(numbers.map(({ number }) => number));
  const rows = await db
    .select({ number: registrations.number, year: registrations.year, id: registrations.applicationId })
    .from(registrations)
    .where(
      sql`(${registrations.year}, ${registrations.number}) in (select * from unnest(${years}::int[], ${entries}::int[]))`,
    );
  return new Map(rows.map(({ id, ...entry }) => [writeRegistration(entry), id]));
}
