import { createHash } from 'node:crypto';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { outcomeImports, paymentBatches, payments } from '../../db/schema/settlements';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { OutcomeRow } from '../../domain/settlement/outcome-row';
import { outcomeOf } from '../../domain/settlement/outcomes';
import { bankReference, idOfReference } from '../../domain/settlement/reference';
import { decodeText } from '../csv/decode';
import { columnsBy } from '../csv/header';
import { csvRecords } from '../csv/records';
import { transact, type Outcome } from '../transaction';
import { mayPay } from './authorise';
import { NotAReport, readStatusReport, type ReportedState } from './status-report';

/** Bytes of the largest file: thousands of payments. */
export const largestOutcomes = 2 * 1024 * 1024;

const mostRows = 5_000;

/** The columns of a CSV: EndToEndId; esito; motivo. */
const headings = {
  reference: ['EndToEndId', 'Riferimento', 'Id end to end'],
  outcome: ['Esito', 'Stato', 'Status'],
  reason: ['Motivo', 'Causale', 'Reason'],
} as const;

/** A row as the file has it. */
interface Read extends ReportedState {
  line: number;
  broken?: boolean;
}

/**
 * Reads a file of the bank (`pain.002` or CSV) and keeps what it says, to be looked at before it is applied. Nothing is
 * done to any payment. The same file read again by the same person and not applied yet is the same reading.
 *
 * Refusals: `not-found` (who may not); `invalid` (`file`: too large, unreadable, no such file, nothing in it).
 */
export async function readOutcomes(
  db: Queryable,
  actor: Actor,
  input: { fileName: string; content: AsyncIterable<Uint8Array> },
): Promise<Outcome<{ importId: string }>> {
  if (!mayPay(actor, 'settlement.review')) return refused({ code: 'not-found' });
  const bytes = await bytesOf(input.content);
  if (bytes === null) return refused(invalid('file', 'outcomes-too-large'));
  const sha256 = createHash('sha256').update(bytes).digest();
  return transact(db, async (tx) => {
    const [earlier] = await tx
      .select({ importId: outcomeImports.id })
      .from(outcomeImports)
      .where(
        and(
          eq(outcomeImports.sha256, sha256),
          eq(outcomeImports.readBy, actor.id),
          isNull(outcomeImports.appliedAt),
        ),
      )
      .limit(1);
    if (earlier) return ok(earlier);
    const rows = await rowsOf(tx, bytes);
    if (!rows.ok) return rows;
    const importId = newId();
    const fileName = input.fileName.slice(0, 200);
    await tx
      .insert(outcomeImports)
      .values({ id: importId, fileName, sha256, rows: await named(tx, rows.value), readBy: actor.id });
    return ok({ importId });
  });
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of content) {
    length += part.length;
    if (length > largestOutcomes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function rowsOf(tx: Queryable, bytes: Buffer): Promise<Outcome<Read[]>> {
  const text = await textOf(bytes);
  const rows = text.trimStart().startsWith('<') ? await fromReport(tx, text) : await fromCsv(text);
  if (rows.ok && rows.value.length === 0) return refused(invalid('file', 'outcomes-empty'));
  if (rows.ok && rows.value.length > mostRows) return refused(invalid('file', 'outcomes-too-large'));
  return rows;
}

async function textOf(bytes: Buffer): Promise<string> {
  const parts: string[] = [];
  for await (const part of decodeText(once(bytes))) parts.push(part);
  return parts.join('').replace(/^\u{FEFF}/u, '');
}

async function fromReport(tx: Queryable, xml: string): Promise<Outcome<Read[]>> {
  try {
    const { whole, payments: reported } = readStatusReport(xml);
    const rest = await restOf(tx, whole, reported);
    return ok([...reported, ...rest].map((each, index) => ({ ...each, line: index + 1 })));
  } catch (fault) {
    if (fault instanceof NotAReport) return refused(invalid('file', 'outcomes-not-a-report'));
    throw fault;
  }
}

/** What a report says of a whole message holds for each payment of the batch it says nothing else of. */
async function restOf(
  tx: Queryable,
  whole: ReportedState,
  reported: readonly ReportedState[],
): Promise<ReportedState[]> {
  const outcome = outcomeOf(whole.state);
  const batchId = idOfReference(whole.reference);
  if (batchId === null || (outcome !== 'paid' && outcome !== 'refused')) return [];
  const said = new Set(reported.map(({ reference }) => idOfReference(reference)));
  const all = await tx.select({ id: payments.id }).from(payments).where(eq(payments.batchId, batchId));
  return all
    .filter(({ id }) => !said.has(id))
    .map(({ id }) => ({ reference: bankReference(id), state: whole.state, reason: whole.reason }));
}

async function fromCsv(text: string): Promise<Outcome<Read[]>> {
  const rows: Read[] = [];
  let columns: ReturnType<typeof columnsBy<keyof typeof headings>> | null = null;
  for await (const { line, cells } of csvRecords(once(text))) {
    if (columns === null) {
      columns = columnsBy(headings, cells ?? []);
      if (columns.reference === -1 || columns.outcome === -1) {
        return refused(invalid('file', 'outcomes-not-a-report'));
      }
      continue;
    }
    const cell = (at: number): string => (at === -1 ? '' : (cells?.[at] ?? ''));
    rows.push({
      line,
      reference: cell(columns.reference),
      state: cell(columns.outcome),
      reason: cell(columns.reason).toUpperCase().slice(0, 35) || null,
      ...(cells === null && { broken: true }),
    });
    if (rows.length > mostRows) return refused(invalid('file', 'outcomes-too-large'));
  }
  return ok(rows);
}

/** The rows with the payments they name; a row that names none, or says two things of one, carries its fault. */
async function named(tx: Queryable, rows: readonly Read[]): Promise<OutcomeRow[]> {
  const ids = rows.flatMap(({ reference }) => idOfReference(reference) ?? []);
  const known =
    ids.length === 0
      ? []
      : await tx
          .select({ id: payments.id })
          .from(payments)
          .innerJoin(paymentBatches, eq(paymentBatches.id, payments.batchId))
          .where(inArray(payments.id, ids));
  const ours = new Set(known.map(({ id }) => id));
  const seen = new Set<string>();
  return rows.map(({ line, reference, state, reason, broken }) => {
    const id = idOfReference(reference);
    const paymentId = id !== null && ours.has(id) ? id : null;
    const outcome = outcomeOf(state);
    const twice = paymentId !== null && seen.has(paymentId);
    if (paymentId !== null) seen.add(paymentId);
    const fault = broken
      ? 'outcome-unreadable'
      : reference.trim() === ''
        ? 'outcome-no-id'
        : paymentId === null
          ? 'outcome-unknown-id'
          : outcome === null
            ? 'outcome-unknown-state'
            : twice
              ? 'outcome-twice'
              : null;
    return { line, reference: reference.slice(0, 40), paymentId, outcome, reason, fault };
  });
}

async function* once<T>(whole: T): AsyncGenerator<T> {
  yield whole;
}
