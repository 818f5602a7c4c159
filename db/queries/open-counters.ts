import { asc, eq, inArray, sql } from 'drizzle-orm';
import { civilDate } from '../../domain/calendar';
import { takesVouchers } from '../../domain/merchant/status';
import { largestHousehold, type ProgrammeCounts } from '../../domain/statistics/open-figures';
import type { Queryable } from '../client';
import { databaseNow } from './clock';
import { programmes } from '../schema/applications';
import { accounts } from '../schema/ledger';
import { merchants } from '../schema/merchants';

type CountRow = { programme: string; key: string; count: number };

/** Counts per programme and key, as a map for each programme. */
async function countsBy(db: Queryable, query: ReturnType<typeof sql>) {
  const { rows } = await db.execute<CountRow>(query);
  const maps = new Map<string, Map<string, number>>();
  for (const { programme, key, count } of rows) {
    maps.set(programme, (maps.get(programme) ?? new Map<string, number>()).set(key, count));
  }
  return (programmeId: string): Map<string, number> => maps.get(programmeId) ?? new Map();
}

/** The raw counts of every programme, in the order of the portal. They are not for the public: `openFigures` makes them so. */
export async function programmeCounts(db: Queryable): Promise<ProgrammeCounts[]> {
  const [rows, byStatus, bySize, byMonth, money, spends] = [
    await db
      .select()
      .from(programmes)
      .where(inArray(programmes.status, ['attivo', 'chiuso']))
      .orderBy(asc(programmes.position), asc(programmes.name)),
    await countsBy(
      db,
      sql`select programme_id as programme, status as key, count(*)::int as count
        from applications where form is not null group by 1, 2`,
    ),
    await countsBy(
      db,
      sql`select programme_id as programme, count(*)::int as count,
          least(jsonb_array_length(form -> 'members') + 1, ${largestHousehold}::int)::text as key
        from applications where form is not null group by 1, 3`,
    ),
    await countsBy(
      db,
      sql`select a.programme_id as programme, count(*)::int as count,
          to_char(r.registered_at at time zone 'Europe/Rome', 'YYYY-MM') as key
        from registrations r join applications a on a.id = r.application_id group by 1, 3`,
    ),
    await db
      .select()
      .from(accounts)
      .where(inArray(accounts.kind, ['treasury', 'fund', 'savings'])),
    await db.execute<{ programme: string; cents: string; vouchers: number }>(
      sql`select a.programme_id as programme, sum(r.amount_cents)::text as cents,
          count(distinct r.voucher_id)::int as vouchers
        from redemptions r join vouchers v on v.id = r.voucher_id join applications a on a.id = v.application_id
        where not exists (select from redemption_voids x where x.redemption_id = r.id) group by 1`,
    ),
  ] as const;
  const balance = (ownerId: string, kind: string): number =>
    money.find((account) => account.ownerId === ownerId && account.kind === kind)?.balanceCents ?? 0;
  return rows.map(({ id, slug, name }) => {
    const spent = spends.rows.find(({ programme }) => programme === id);
    const allocatedCents = -balance(id, 'treasury');
    return {
      slug,
      name,
      byStatus: byStatus(id) as ProgrammeCounts['byStatus'],
      bySize: new Map([...bySize(id)].map(([members, count]) => [Number(members), count])),
      byMonth: byMonth(id),
      allocatedCents,
      committedCents: allocatedCents - balance(id, 'fund') - balance(id, 'savings'),
      spentCents: Number(spent?.cents ?? 0),
      spendingVouchers: spent?.vouchers ?? 0,
    };
  });
}

/** How many merchants take vouchers now. */
export async function activeMerchants(db: Queryable): Promise<number> {
  const today = civilDate(await databaseNow(db));
  const active = await db
    .select({
      status: merchants.status,
      agreementFrom: merchants.agreementFrom,
      agreementUntil: merchants.agreementUntil,
    })
    .from(merchants)
    .where(eq(merchants.status, 'attivo'));
  return active.filter((merchant) => takesVouchers(merchant, today)).length;
}
