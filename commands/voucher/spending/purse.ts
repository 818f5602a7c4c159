import { sql } from 'drizzle-orm';
import type { Queryable } from '../../../db/client';
import { prepared } from '../../../db/prepared';
import type { ApplicationStatus } from '../../../domain/application/status';
import type { Phase } from '../../../domain/application/phase';
import type { HoldEnd } from '../../../domain/voucher/holds';
import type { SpendableVoucher, VoucherStatus } from '../../../domain/voucher/status';
import type { Numbered } from '../../application/case';
import type { SpendCall } from './call';

/** A voucher under the lock of its application; each spend of a group changes it for the next one. */
export interface Purse extends SpendableVoucher {
  voucherId: string;
  accountId: string;
  application: Numbered;
  /** Whose law says how long a spend may be taken back. */
  programmeVersionId: string;
}

/** An amount that was set aside, as it stands under the lock. */
export interface OpenedHold {
  id: string;
  merchantId: string;
  shopId: string;
  voucherId: string;
  amountCents: number;
  expiresAt: Date;
  endedAs: HoldEnd | null;
}

/** What the calls of a group are about, held until the transaction ends. */
export interface Purses {
  byCode: ReadonlyMap<string, Purse>;
  byId: ReadonlyMap<string, Purse>;
  holds: ReadonlyMap<string, OpenedHold>;
  /** Codes that opened a voucher once. */
  retired: ReadonlySet<string>;
  /** The database's own time when everything was held: an act is judged by the moment it has its turn. */
  now: Date;
}

/**
 * Holds the vouchers of a group, through their applications' locks, in one order: two groups never wait for each other in a
 * ring. They are read after the locks were granted, or a spend that has just been committed would be overlooked.
 */
export async function holdPurses(tx: Queryable, calls: readonly SpendCall[]): Promise<Purses> {
  const codes = list(calls.flatMap(({ target }) => ('code' in target ? [target.code] : [])));
  const ids = calls.flatMap(({ target }) => ('holdId' in target ? [target.holdId] : []));
  const holdIds = list(ids);
  const { rows: held } = await prepared<{ id: string }>(
    tx,
    'spend-locks',
    sql`
    select a.id from applications a where a.id in (
      select application_id from vouchers where code = any (${codes}::text[])
      union all
      select v.application_id from voucher_holds h join vouchers v on v.id = h.voucher_id
      where h.id = any (${holdIds}::uuid[]))
    order by a.id for update`,
  );
  const { rows } = await prepared<PurseRow>(
    tx,
    'spend-purses',
    sql`
    with moment as materialized (select clock_timestamp() as now)
    select v.id, v.code, v.account_id as "accountId", v.status, ${epoch(sql`v.expires_at`)} as "expiresAt",
      b.balance_cents::float8 as "balanceCents", (
        select coalesce(sum(h.amount_cents), 0)::float8 from voucher_holds h
        where h.voucher_id = v.id and h.ended_as is null and h.expires_at > now) as "heldCents",
      a.id as "applicationId", a.status as "applicationStatus", a.phase, a.event_number as "eventNumber",
      a.programme_version_id as "programmeVersionId", ${epoch(sql`now`)} as now
    from moment
    left join (
      applications a join vouchers v on v.application_id = a.id join accounts b on b.id = v.account_id)
    on v.application_id = any (${list(held.map(({ id }) => id))}::uuid[])`,
  );
  const purses = rows.flatMap((row) => (isOpened(row) ? [{ code: row.code, purse: purseOf(row) }] : []));
  const byCode = new Map(purses.map(({ code, purse }) => [code, purse]));
  return {
    byCode,
    byId: new Map(purses.map(({ purse }) => [purse.voucherId, purse])),
    holds: await holdsOf(tx, ids),
    retired: await retiredOf(tx, calls, byCode),
    now: new Date(rows[0]?.now ?? Number.NaN),
  };
}

/** A list as one parameter, whatever its length. */
const list = (values: readonly string[]) => sql.param(values);

const epoch = (column: ReturnType<typeof sql>) => sql`(extract(epoch from ${column}) * 1000)::float8`;

interface PurseRow extends Record<string, unknown> {
  now: number;
  id: string | null;
  code: string;
  accountId: string;
  status: VoucherStatus;
  expiresAt: number;
  balanceCents: number;
  heldCents: number;
  applicationId: string;
  applicationStatus: ApplicationStatus;
  phase: Phase | null;
  eventNumber: number;
  programmeVersionId: string;
}

/** The moment has a row even where no voucher was found. */
const isOpened = (row: PurseRow): row is PurseRow & { id: string } => row.id !== null;

const purseOf = (row: PurseRow & { id: string }): Purse => ({
  voucherId: row.id,
  accountId: row.accountId,
  status: row.status,
  expiresAt: new Date(row.expiresAt),
  balanceCents: row.balanceCents,
  heldCents: row.heldCents,
  application: {
    id: row.applicationId,
    status: row.applicationStatus,
    phase: row.phase,
    eventNumber: row.eventNumber,
  },
  programmeVersionId: row.programmeVersionId,
});

async function holdsOf(tx: Queryable, ids: readonly string[]): Promise<Map<string, OpenedHold>> {
  if (ids.length === 0) return new Map();
  const { rows } = await tx.execute<Omit<OpenedHold, 'expiresAt'> & { expiresAt: number }>(sql`
    select id, merchant_id as "merchantId", shop_id as "shopId", voucher_id as "voucherId",
      amount_cents::float8 as "amountCents", ${epoch(sql`expires_at`)} as "expiresAt", ended_as as "endedAs"
    from voucher_holds where id = any (${list(ids)}::uuid[])`);
  return new Map(rows.map((hold) => [hold.id, { ...hold, expiresAt: new Date(hold.expiresAt) }]));
}

async function retiredOf(
  tx: Queryable,
  calls: readonly SpendCall[],
  found: ReadonlyMap<string, Purse>,
): Promise<Set<string>> {
  const unknown = calls.flatMap(({ target }) =>
    'code' in target && !found.has(target.code) ? [target.code] : [],
  );
  if (unknown.length === 0) return new Set();
  const { rows } = await tx.execute<{ code: string }>(sql`
    select code from retired_codes where code = any (${list(unknown)}::text[])`);
  return new Set(rows.map(({ code }) => code));
}
