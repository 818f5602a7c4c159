import { sql } from 'drizzle-orm';
import { statusMoves } from '../../../domain/merchant/acts';
import type { Invariant } from '../budget-invariants';

const moves = sql.join(
  statusMoves.map(([kind, status]) => sql`(${kind}, ${status})`),
  sql`, `,
);

/** What must hold of merchants. One that was there before histories were kept has none, and is judged by none. */
export const merchantInvariants: Invariant[] = [
  {
    name: 'merchants are what their history makes them',
    faults: sql`
      select 'merchant ' || m.id || ' is ' || m.status || ', its history makes it ' || last.status as fault
      from merchants m
      join lateral (
        select moves.status from merchant_events e
        join (values ${moves}) as moves (kind, status) on moves.kind = e.kind
        where e.merchant_id = m.id order by e.number desc limit 1) as last on true
      where last.status <> m.status
      union all
      select 'merchant ' || m.id || ' has other events than it counts' from merchants m
      left join (select merchant_id, count(*) as events, max(number) as last from merchant_events group by 1) as e
        on e.merchant_id = m.id
      where coalesce(e.events, 0) <> m.event_number or coalesce(e.last, 0) <> m.event_number`,
  },
  {
    name: 'agreements are numbered without a gap',
    faults: sql`
      select 'year ' || c.year || ': last ' || c.last || ', agreements ' || count(m.id) as fault
      from agreement_counters c left join merchants m on m.agreement_year = c.year
      group by c.year, c.last having c.last <> count(m.id) or c.last <> coalesce(max(m.agreement_number), 0)`,
  },
  {
    name: 'what a key spent or set aside is of its till',
    faults: sql`
      select 'redemption ' || r.id as fault from redemptions r join till_keys k on k.id = r.till_key_id
      where r.actor_kind <> 'till' or k.till_id <> r.actor_id
      union all
      select 'hold ' || h.id from voucher_holds h join till_keys k on k.id = h.till_key_id
      where h.actor_kind <> 'till' or k.till_id <> h.actor_id`,
  },
  {
    name: 'nobody stands at the counter of a closed shop',
    faults: sql`
      select 'shop ' || s.id as fault from shops s
      where not s.active and (exists (select from tills t where t.shop_id = s.id and t.active)
        or exists (select from users u where u.shop_id = s.id and u.active and u.role = 'cassiere'))`,
  },
];
