import { sql, type SQL } from 'drizzle-orm';
import { waitingPhase } from '../../domain/application/phase';
import { transferKinds } from '../../domain/ledger';

/** Something that must always hold of the data, as the query that finds where it does not. */
export interface Invariant {
  name: string;
  /** Rows with one text column `fault`, each naming a place where it does not hold. */
  faults: SQL;
}

/** What must hold of the ledger by its kinds, of the figures counted from it and of the waiting lists. */
export const budgetInvariants: Invariant[] = [
  {
    name: 'every transfer moves between the accounts of its kind',
    faults: sql`
      select 'transfer ' || t.id || ' (' || t.kind || ') goes from ' || d.kind || ' to ' || c.kind as fault
      from transfers t join accounts d on d.id = t.debit_account_id join accounts c on c.id = t.credit_account_id
      where (t.kind, d.kind, c.kind) not in (${sql.join(
        Object.entries(transferKinds).map(([kind, { debit, credit }]) => sql`(${kind}, ${debit}, ${credit})`),
        sql`, `,
      )})`,
  },
  {
    name: 'the figures of the budget are what its rows make them',
    faults: sql`
      select 'programme ' || coalesce(f.programme_id, t.programme_id) || ': ' || coalesce(f.kind, t.kind) as fault
      from (select programme_id, kind, sum(cents) as cents, sum(movements) as movements from ledger_days group by 1, 2) as f
      full join (
        select programme_id, kind, sum(amount_cents) as cents, count(*) as movements from transfers
        where programme_id is not null group by 1, 2) as t
        on t.programme_id = f.programme_id and t.kind = f.kind
      where f.cents is distinct from t.cents or f.movements is distinct from t.movements
      union all
      select 'programme ' || coalesce(f.programme_id, e.programme_id) || ': ' || coalesce(f.kind, e.kind)
      from (select programme_id, kind, sum(events) as events from event_days group by 1, 2) as f
      full join (
        select a.programme_id, e.kind, count(*) as events
        from application_events e join applications a on a.id = e.application_id group by 1, 2) as e
        on e.programme_id = f.programme_id and e.kind = f.kind
      where f.events is distinct from e.events
      union all
      select 'programme ' || coalesce(f.programme_id, a.programme_id) || ': ' || coalesce(f.status, a.status)
      from (
        select programme_id, status, phase, sum(applications) as n from standing_days group by 1, 2, 3
        having sum(applications) <> 0) as f
      full join (
        select a.programme_id, a.status, coalesce(a.phase, '') as phase, count(*) as n
        from applications a join registrations r on r.application_id = a.id group by 1, 2, 3) as a
        on a.programme_id = f.programme_id and a.status = f.status and a.phase = f.phase
      where f.n is distinct from a.n`,
  },
  {
    name: 'the waiting list is the applications that wait',
    faults: sql`
      select 'application ' || coalesce(a.id, w.application_id) as fault
      from (select id, programme_id from applications where phase = ${waitingPhase}) as a
      full join (select * from waiting_list where left_at is null) as w on w.application_id = a.id
      where a.id is null or w.application_id is null or a.programme_id <> w.programme_id`,
  },
  {
    name: 'nobody waits at the head of a list while the fund holds the amount, once the workflow has been told',
    faults: sql`
      select 'application ' || head.application_id || ' waits for ' || head.amount_cents || ', the fund holds ' || f.balance_cents
        as fault
      from accounts f
      cross join lateral (
        select * from waiting_list w where w.programme_id = f.owner_id and w.left_at is null
        order by w.place, w.registered_year, w.registered_number limit 1) as head
      where f.kind = 'fund' and f.balance_cents >= head.amount_cents
        and not exists (select from programme_draws d where d.programme_id = f.owner_id and d.drawn_at is null)
        and not exists (select from outbox o where o.process = 'programme' and o.business_id = f.owner_id)
        and not exists (
          select from programme_events e where e.programme_id = f.owner_id and e.at > now() - interval '1 minute')`,
  },
  {
    name: 'a programme whose equals are drawn has its draw, and no other has',
    faults: sql`
      select 'programme ' || v.programme_id || ', version ' || v.version as fault
      from programme_versions v left join programme_draws d on d.programme_id = v.programme_id
      where coalesce(v.rules -> 'order' -> -1 ->> 'by' = 'draw', false) <> (d.programme_id is not null)`,
  },
  {
    name: 'a draw tells the secret it was committed to',
    faults: sql`
      select 'programme ' || programme_id as fault from programme_draws
      where commitment <> encode(sha256(convert_to(told_secret, 'UTF8')), 'hex')`,
  },
  {
    name: 'who waits where equals are drawn stands where their ticket says',
    faults: sql`
      select 'application ' || w.application_id as fault
      from waiting_list w join programme_draws d on d.programme_id = w.programme_id
      where w.left_at is null and w.place[cardinality(w.place)]
        is distinct from drawn_figure(w.programme_id, w.registered_year, w.registered_number)`,
  },
  {
    name: 'what was shared out is not more than what was allocated',
    faults: sql`
      select 'programme ' || s.programme_id as fault
      from (select programme_id, sum(amount_cents) as cents from shares group by 1) as s
      left join accounts t on t.kind = 'treasury' and t.owner_id = s.programme_id
      where s.cents > coalesce(-t.balance_cents, 0)`,
  },
];
