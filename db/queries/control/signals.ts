import { sql, type SQL } from 'drizzle-orm';
import { mostEvidence, signalKey, type Signal, type SignalKind } from '../../../domain/control/signals';
import type { Thresholds } from '../../../domain/control/thresholds';
import type { Queryable } from '../../client';
import { thresholdsInForce } from './thresholds';

/** Which signals are looked for. */
export interface SignalSearch {
  /** Signals that something of this time or later belongs to. */
  since: Date;
  kind?: SignalKind | undefined;
  merchantId?: string | undefined;
}

/**
 * What the spends of the shops show with the thresholds in force, the newest first. Computed from the ledger's own
 * rows each time: nothing has to be kept up to date, and a changed threshold speaks at once of all that was.
 */
export async function signals(db: Queryable, { kind, ...search }: SignalSearch): Promise<Signal[]> {
  const thresholds = await thresholdsInForce(db);
  const kinds = kind === undefined ? (Object.keys(lookFor) as SignalKind[]) : [kind];
  const found: Signal[] = [];
  for (const each of kinds) {
    const { rows } = await db.execute<Row>(lookFor[each](thresholds, search));
    found.push(...rows.map((row) => signalOf(each, row)));
  }
  return found.toSorted((one, other) => other.to.getTime() - one.to.getTime());
}

type Scope = Omit<SignalSearch, 'kind'>;

interface Row extends Record<string, unknown> {
  merchant_id: string;
  merchant: string;
  place: string | null;
  rest: string;
  first: string;
  last: string;
  count: string;
  vouchers: string;
  amount_cents: string;
  share: number | null;
  spend_ids: string[] | null;
}

const signalOf = (kind: SignalKind, row: Row): Signal => ({
  key: signalKey(kind, row.merchant_id, row.rest),
  kind,
  merchantId: row.merchant_id,
  merchant: row.merchant,
  place: row.place,
  from: new Date(row.first),
  to: new Date(row.last),
  count: Number(row.count),
  vouchers: Number(row.vouchers),
  amountCents: Number(row.amount_cents),
  share: row.share,
  spendIds: row.spend_ids ?? [],
});

/** The spends of each merchant that stand, read by the merchant's own index from a moment on. */
const standing = (from: SQL, { merchantId }: Scope): SQL => sql`
  select r.id, r.at, r.amount_cents, r.merchant_id, r.shop_id, r.actor_id, r.voucher_id
  from merchants m
  join redemptions r on r.merchant_id = m.id and r.at >= ${from}
  where ${merchantId === undefined ? sql`true` : sql`m.id = ${merchantId}`}
    and not exists (select from redemption_voids x where x.redemption_id = r.id)`;

/** The spends of a group as evidence: their ids in order of time, no more than can be looked through. */
const evidence = sql`(array_agg(s.id order by s.at, s.id))[1:${sql.raw(String(mostEvidence))}]`;

const civilMonth = (instant: SQL): SQL =>
  sql`date_trunc('month', ${instant} at time zone 'Europe/Rome') at time zone 'Europe/Rome'`;

/** How each kind is looked for. A group begins before the moment asked for where its month, day or run does. */
const lookFor: Record<SignalKind, (thresholds: Thresholds, scope: Scope) => SQL> = {
  round: ({ roundTo, roundFrom, roundSpends }, scope) => sql`
    with s as (${standing(civilMonth(sql`${scope.since}::timestamptz`), scope)}),
    emptied as (
      select s.*, to_char(s.at at time zone 'Europe/Rome', 'YYYY-MM') as month
      from s join vouchers v on v.id = s.voucher_id
      where s.amount_cents >= ${roundFrom} and s.amount_cents % ${roundTo} = 0
        and s.amount_cents = v.issued_cents - coalesce((
          select sum(before.amount_cents) from redemptions before
          where before.voucher_id = v.id and (before.at, before.id) < (s.at, s.id)
            and not exists (select from redemption_voids x where x.redemption_id = before.id)), 0))
    select s.merchant_id, m.name as merchant, p.name as place, s.shop_id || '.' || s.month as rest,
      min(s.at)::text as first, max(s.at)::text as last, count(*) as count,
      count(distinct s.voucher_id) as vouchers, sum(s.amount_cents) as amount_cents, null as share,
      ${evidence} as spend_ids
    from emptied s join merchants m on m.id = s.merchant_id join shops p on p.id = s.shop_id
    group by s.merchant_id, m.name, s.shop_id, p.name, s.month
    having count(*) >= ${roundSpends} and max(s.at) >= ${scope.since}`,

  rapid: ({ rapidSeconds, rapidSpends }, scope) => sql`
    with s as (${standing(sql`${scope.since}::timestamptz - interval '1 day'`, scope)}),
    gaps as (
      select s.*, s.at - lag(s.at) over till <= make_interval(secs => ${rapidSeconds}) as follows
      from s window till as (partition by s.shop_id, s.actor_id order by s.at, s.id)),
    numbered as (
      select gaps.*, count(*) filter (where follows is not true) over till as run
      from gaps window till as (partition by gaps.shop_id, gaps.actor_id order by gaps.at, gaps.id)),
    -- Nearly every spend is a run of one: those are dropped before anything is gathered.
    long as (
      select shop_id, actor_id, run from numbered group by shop_id, actor_id, run having count(*) >= ${rapidSpends}),
    runs as (select n.* from numbered n join long using (shop_id, actor_id, run))
    select s.merchant_id, m.name as merchant,
      p.name || coalesce(' · ' || t.name, ' · ' || u.given_name || ' ' || u.family_name, '') as place,
      (array_agg(s.id order by s.at, s.id))[1]::text as rest,
      min(s.at)::text as first, max(s.at)::text as last, count(*) as count,
      count(distinct s.voucher_id) as vouchers, sum(s.amount_cents) as amount_cents, null as share,
      ${evidence} as spend_ids
    from runs s join merchants m on m.id = s.merchant_id join shops p on p.id = s.shop_id
    left join tills t on t.id = s.actor_id left join users u on u.id = s.actor_id
    group by s.merchant_id, m.name, s.shop_id, p.name, s.actor_id, t.name, u.given_name, u.family_name, s.run
    having max(s.at) >= ${scope.since}`,

  // A household's habit is not of a month: all that was ever spent of the programme is looked at.
  'one-shop': ({ wholeShare, wholeVouchers, wholeOfShop }, scope) => sql`
    with s as materialized (${standing(sql`'-infinity'::timestamptz`, scope)}),
    by_household as (
      select s.merchant_id, s.voucher_id, sum(s.amount_cents) as spent, min(s.at) as first, max(s.at) as last
      from s group by s.merchant_id, s.voucher_id),
    households as (
      select h.*, a.programme_id, h.spent * 100 >= v.issued_cents * ${wholeShare} as whole
      from by_household h join vouchers v on v.id = h.voucher_id join applications a on a.id = v.application_id),
    found as (
      select h.merchant_id, h.programme_id, min(h.first) filter (where h.whole) as first,
        max(h.last) filter (where h.whole) as last, count(*) filter (where h.whole) as whole, count(*) as households,
        sum(h.spent) filter (where h.whole) as amount_cents
      from households h
      group by h.merchant_id, h.programme_id
      having count(*) filter (where h.whole) >= ${wholeVouchers}
        and count(*) filter (where h.whole) * 100 >= count(*) * ${wholeOfShop}
        and max(h.last) filter (where h.whole) >= ${scope.since})
    select f.merchant_id, m.name as merchant, p.name as place, f.programme_id::text as rest,
      f.first::text as first, f.last::text as last, f.whole as count, f.whole as vouchers, f.amount_cents,
      (f.whole * 100 / f.households)::int as share,
      (select (array_agg(s.id order by s.at, s.id))[1:${sql.raw(String(mostEvidence))}]
        from s join households h using (merchant_id, voucher_id)
        where s.merchant_id = f.merchant_id and h.programme_id = f.programme_id and h.whole) as spend_ids
    from found f join merchants m on m.id = f.merchant_id join programmes p on p.id = f.programme_id`,

  'wrong-codes': ({ wrongCodes }, { since, merchantId }) => sql`
    with tries as (
      select w.*, to_char(w.at at time zone 'Europe/Rome', 'YYYY-MM-DD') as day
      from wrong_codes w
      where w.at >= date_trunc('day', ${since}::timestamptz at time zone 'Europe/Rome') at time zone 'Europe/Rome'
        and ${merchantId === undefined ? sql`true` : sql`w.merchant_id = ${merchantId}`})
    select w.merchant_id, m.name as merchant,
      coalesce(s.name || ' · ' || t.name, u.given_name || ' ' || u.family_name) as place,
      w.actor_id || '.' || w.day as rest, min(w.at)::text as first, max(w.at)::text as last, count(*) as count,
      0 as vouchers, 0 as amount_cents, null as share, null as spend_ids
    from tries w join merchants m on m.id = w.merchant_id
    left join tills t on t.id = w.actor_id left join shops s on s.id = t.shop_id
    left join users u on u.id = w.actor_id
    group by w.merchant_id, m.name, w.actor_id, w.day, s.name, t.name, u.given_name, u.family_name
    having count(*) >= ${wrongCodes} and max(w.at) >= ${since}`,
};
