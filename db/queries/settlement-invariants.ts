import { sql } from 'drizzle-orm';
import type { Invariant } from './budget-invariants';

/** What must hold of what merchants are owed and paid: Σ paid = Σ redeemed − Σ voided − what is still owed, to the cent. */
export const settlementInvariants: Invariant[] = [
  {
    name: 'what a merchant is owed is what was spent there, less what was voided and paid',
    faults: sql`
      select 'merchant ' || m.id || ' is owed ' || coalesce(a.balance_cents, 0) || ', its spends make ' ||
        coalesce(s.cents, 0) - coalesce(p.cents, 0) as fault
      from merchants m
      left join accounts a on a.kind = 'merchant' and a.owner_id = m.id
      left join (
        select r.merchant_id, sum(r.amount_cents) as cents from redemptions r
        left join redemption_voids v on v.redemption_id = r.id
        where v.redemption_id is null group by 1) as s on s.merchant_id = m.id
      left join (
        select t.merchant_id, sum(p.amount_cents) as cents from payments p
        join settlements t on t.id = p.settlement_id where p.outcome = 'paid' group by 1) as p on p.merchant_id = m.id
      where coalesce(a.balance_cents, 0) <> coalesce(s.cents, 0) - coalesce(p.cents, 0)`,
  },
  {
    name: 'a programme has paid what the lines of its paid statements say',
    faults: sql`
      select 'programme ' || coalesce(a.owner_id, l.programme_id) || ' has paid ' || coalesce(a.balance_cents, 0) ||
        ', its lines make ' || coalesce(l.cents, 0) as fault
      from (select * from accounts where kind = 'paid') as a
      full join (
        select l.programme_id, sum(l.amount_cents) as cents from settlement_lines l
        join settlements s on s.id = l.settlement_id where s.status = 'pagata' group by 1) as l
        on l.programme_id = a.owner_id
      where coalesce(a.balance_cents, 0) <> coalesce(l.cents, 0)`,
  },
  {
    name: 'a statement is its lines: the spends of its merchant, numbered by time, none of them taken back',
    faults: sql`
      select 'settlement ' || s.id as fault from settlements s
      left join (
        select l.settlement_id, sum(l.amount_cents) as cents, count(*) as lines, max(l.number) as last,
          bool_and(r.amount_cents = l.amount_cents and r.at = l.at and r.at < s.period_to
            and r.merchant_id = s.merchant_id and v.redemption_id is null) as right_ones,
          bool_and(l.at >= l.before) as ascending
        from (
          select *, coalesce(lag(at) over (partition by settlement_id order by number), at) as before
          from settlement_lines) as l
        join settlements s on s.id = l.settlement_id
        join redemptions r on r.id = l.redemption_id
        left join redemption_voids v on v.redemption_id = r.id
        group by 1) as l on l.settlement_id = s.id
      where s.total_cents is distinct from l.cents or l.lines <> l.last or not l.right_ones or not l.ascending`,
  },
  {
    name: 'a note is paid when its last payment is, and under way when one is',
    faults: sql`
      select 'settlement ' || s.id || ' is ' || s.status as fault from settlements s
      left join payments p on p.settlement_id = s.id and (p.outcome is null or p.outcome = 'paid')
      where (s.status = 'pagata') <> coalesce(p.outcome = 'paid', false)
        or (s.status = 'in pagamento') <> (p.id is not null and p.outcome is null)
        or p.amount_cents <> s.total_cents`,
  },
  {
    name: 'numbers of notes have no gap among those of a merchant and year',
    faults: sql`
      select 'merchant ' || merchant_id || ', ' || note_year as fault from settlements where note_number is not null
      group by merchant_id, note_year having count(*) <> max(note_number)`,
  },
  {
    name: 'no merchant is forgotten: what is in no statement is in a period that runs',
    faults: sql`
      select 'merchant ' || r.merchant_id || ' has spends since ' || min(r.at) as fault from redemptions r
      left join redemption_voids v on v.redemption_id = r.id
      left join settlement_lines l on l.redemption_id = r.id
      where v.redemption_id is null and l.redemption_id is null and r.at < now() - interval '1 day'
        and not exists (select from settlements s where s.merchant_id = r.merchant_id and s.status = 'aperta')
      group by r.merchant_id`,
  },
  {
    name: 'events of settlements are numbered without a gap',
    faults: sql`
      select 'settlement ' || s.id as fault from settlements s
      left join (select settlement_id, count(*) as events, max(number) as last from settlement_events group by 1) as e
        on e.settlement_id = s.id
      where e.events is distinct from s.event_number or e.last is distinct from s.event_number`,
  },
];
