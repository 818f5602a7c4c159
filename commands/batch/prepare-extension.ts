import { and, asc, eq, gt } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { applications, programmes, registrations } from '../../db/schema/applications';
import { vouchers } from '../../db/schema/ledger';
import { writeRegistration } from '../../domain/application/registration';
import { mostRows } from '../../domain/batch/batch';
import type { RowRefusal } from '../../domain/batch/row';
import { after, civilDate, endOfDay, isCivilDate } from '../../domain/calendar';
import { invalid } from '../../domain/refusal';
import { refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { longestExtension } from '../../domain/voucher/acts';
import type { VoucherStatus } from '../../domain/voucher/status';
import type { Outcome } from '../transaction';
import { mayRun } from './authorise';
import { prepareBatch, Unpreparable, type PreparedRow } from './prepare';
import { faultyReason } from './prepare-chosen';
import { sliceSize } from './standing';

/** More time for all vouchers of a programme. */
export interface CommonExtension {
  /** Slug of the programme. */
  programme: string;
  /** The new last day, `YYYY-MM-DD`. */
  expiresOn: string;
  reason: string;
}

/** The states in which more time is of use. One spent is extended by itself, where somebody has a reason to. */
const extendable: readonly VoucherStatus[] = ['attivo', 'bloccato'];

/**
 * Prepares a later day for all vouchers of a programme.
 *
 * Refusals: those of `prepareBatch`; `invalid` (no programme, no day to come, no reason, no voucher).
 */
export async function prepareExtension(
  db: Queryable,
  actor: Actor,
  { programme, expiresOn, reason }: CommonExtension,
): Promise<Outcome<{ batchId: string }>> {
  if (!mayRun(actor, 'extend')) return refused({ code: 'not-found' });
  const [found] = await db
    .select({ id: programmes.id, name: programmes.name })
    .from(programmes)
    .where(eq(programmes.slug, programme.replaceAll('\0', '')));
  if (!found) return refused(invalid('programme', 'choice'));
  if (!isCivilDate(expiresOn)) return refused(invalid('expiresOn', expiresOn === '' ? 'required' : 'date'));
  const now = await databaseNow(db);
  if (expiresOn < civilDate(now)) return refused(invalid('expiresOn', 'date-past'));
  if (endOfDay(expiresOn) > after(now, longestExtension)) return refused(invalid('expiresOn', 'day-too-far'));
  const faulty = faultyReason(reason);
  if (faulty) return refused(faulty);
  const task = { expiresOn, reason: reason.trim() };
  const params = { ...task, programme: found.name };
  return prepareBatch(db, actor, { kind: 'extend', params }, rowsOf(db, found.id, task));
}

async function* rowsOf(
  db: Queryable,
  programmeId: string,
  task: { expiresOn: string; reason: string },
): AsyncGenerator<PreparedRow[]> {
  let last: string | null = null;
  let rows = 0;
  do {
    const slice: Awaited<ReturnType<typeof vouchersAfter>> = await vouchersAfter(db, programmeId, last);
    last = slice.at(-1)?.voucherId ?? null;
    rows += slice.length;
    if (rows > mostRows) throw new Unpreparable(invalid('programme', 'batch-too-many', { most: mostRows }));
    yield slice.map(({ registration, applicationId, voucherId, status, expiresAt }) => {
      const refusal = hindrance(status, expiresAt, task.expiresOn);
      const label = writeRegistration(registration);
      const row = { label, applicationId, voucherId, warnings: [] };
      return refusal
        ? { ...row, task: null, refusal }
        : { ...row, task: { act: 'proroga', ...task, expiresAt: expiresAt.toISOString() }, refusal };
    });
  } while (last !== null);
}

const vouchersAfter = (db: Queryable, programmeId: string, last: string | null) =>
  db
    .select({
      voucherId: vouchers.id,
      applicationId: vouchers.applicationId,
      status: vouchers.status,
      expiresAt: vouchers.expiresAt,
      registration: { number: registrations.number, year: registrations.year },
    })
    .from(vouchers)
    .innerJoin(applications, eq(applications.id, vouchers.applicationId))
    .innerJoin(registrations, eq(registrations.applicationId, applications.id))
    .where(and(eq(applications.programmeId, programmeId), last === null ? undefined : gt(vouchers.id, last)))
    .orderBy(asc(vouchers.id))
    .limit(sliceSize);

function hindrance(status: VoucherStatus, expiresAt: Date, expiresOn: string): RowRefusal | null {
  if (!extendable.includes(status)) return { code: 'voucher-ended' };
  return civilDate(expiresAt) >= expiresOn ? { code: 'expires-later' } : null;
}
