import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '../client';
import { budgetInvariants, type Invariant } from './budget-invariants';
import { settlementInvariants } from './settlement-invariants';
import { auditInvariants } from './audit-invariants';
import { sampleInvariants } from './control/sample-invariants';
import { merchantInvariants } from './merchants/invariants';

/** What the database alone can tell. The fold of events and the workflows' own state are compared by the audit. */
const invariants = (settled: SQL): Invariant[] => [
  {
    name: 'the ledger sums to zero',
    faults: sql`select 'sum of all balances is ' || sum(balance_cents) as fault from accounts having sum(balance_cents) <> 0`,
  },
  {
    name: 'every balance is what its transfers make it',
    faults: sql`
      select 'account ' || a.id || ' holds ' || a.balance_cents || ', its transfers make ' || coalesce(t.net, 0) as fault
      from accounts a
      left join (
        select account_id, sum(cents) as net from (
          select credit_account_id as account_id, amount_cents as cents from transfers
          union all select debit_account_id, -amount_cents from transfers) as movements
        group by account_id) as t on t.account_id = a.id
      where a.balance_cents <> coalesce(t.net, 0)`,
  },
  {
    name: 'no account but the treasury is below zero',
    faults: sql`select 'account ' || id || ' holds ' || balance_cents as fault
      from accounts where balance_cents < 0 and kind <> 'treasury'`,
  },
  ...budgetInvariants,
  ...settlementInvariants,
  ...merchantInvariants,
  ...auditInvariants,
  ...sampleInvariants,
  {
    name: 'what a voucher holds is what was issued less what was spent',
    faults: sql`
      select 'voucher ' || v.id as fault
      from vouchers v join accounts a on a.id = v.account_id
      left join lateral (
        select coalesce(sum(r.amount_cents), 0) as spent from redemptions r
        left join redemption_voids x on x.redemption_id = r.id
        where r.voucher_id = v.id and x.redemption_id is null) as s on true
      where case when v.status in ('scaduto', 'revocato') then a.balance_cents <> 0
        else a.balance_cents <> v.issued_cents - s.spent end`,
  },
  {
    name: 'a voucher is spent exactly when it says so',
    faults: sql`select 'voucher ' || v.id || ' is ' || v.status || ' and holds ' || a.balance_cents as fault
      from vouchers v join accounts a on a.id = v.account_id
      where (v.status = 'esaurito') <> (a.balance_cents = 0 and v.status not in ('scaduto', 'revocato'))`,
  },
  {
    // What an expired or a revoked voucher held went back to the fund, whatever tills had set aside.
    name: 'no more of a voucher is set aside than it holds',
    faults: sql`
      select 'voucher ' || v.id as fault
      from vouchers v join accounts a on a.id = v.account_id
      where v.status not in ('scaduto', 'revocato') and a.balance_cents < (
        select coalesce(sum(h.amount_cents), 0) from voucher_holds h
        where h.voucher_id = v.id and h.ended_as is null and h.expires_at > clock_timestamp())`,
  },
  {
    name: 'a hold was confirmed exactly by one spend, of no more than it held',
    faults: sql`
      select 'hold ' || h.id as fault from voucher_holds h left join redemptions r on r.hold_id = h.id
      where (h.ended_as is not distinct from 'confirmed') <> (r.id is not null)
        or r.amount_cents > h.amount_cents or r.voucher_id <> h.voucher_id or r.merchant_id <> h.merchant_id`,
  },
  {
    name: 'the register has no gap',
    faults: sql`
      select 'year ' || c.year || ': last ' || c.last || ', entries ' || count(r.number) || ', highest ' || coalesce(max(r.number), 0) as fault
      from registration_counters c left join registrations r on r.year = c.year
      group by c.year, c.last having c.last <> count(r.number) or c.last <> coalesce(max(r.number), 0)`,
  },
  {
    name: 'numbers and moments of the register rise together',
    faults: sql`
      select 'entry ' || number || '/' || year as fault from (
        select year, number, registered_at,
          lag(registered_at) over (partition by year order by number) as earlier from registrations) as entries
      where registered_at < earlier`,
  },
  {
    name: 'every sent application is registered, and only those',
    faults: sql`
      select 'application ' || a.id as fault from applications a left join registrations r on r.application_id = a.id
      where (a.form is not null) <> (r.application_id is not null)`,
  },
  {
    name: 'events are numbered without a gap',
    faults: sql`
      select 'application ' || a.id as fault from applications a
      left join (select application_id, count(*) as events, max(number) as last from application_events group by 1) as e
        on e.application_id = a.id
      where e.events is distinct from a.event_number or e.last is distinct from a.event_number
      union all
      select 'ticket ' || t.id from tickets t
      left join (select ticket_id, count(*) as events, max(number) as last from ticket_events group by 1) as e
        on e.ticket_id = t.id
      where e.events is distinct from t.event_number or e.last is distinct from t.event_number`,
  },
  {
    name: 'an accepted attachment has its clean copy, and nothing of what came in is left',
    faults: sql`
      select 'attachment ' || a.id as fault from attachments a
      left join attachment_contents c on c.attachment_id = a.id
      where case
        when a.status = 'accettato' and a.store_key is null then plain_length(c.bytes) is distinct from a.bytes
        when a.status <> 'in controllo' then c.bytes is not null end
      union all
      select 'file of a ticket ' || f.id from ticket_files f
      left join attachment_contents c on c.attachment_id = f.id
      left join ticket_file_contents p on p.file_id = f.id
      where case
        when f.status = 'in controllo' then p.bytes is null
        else p.bytes is not null or (c.bytes is not null) <> (f.status = 'accettato' and f.store_key is null) end
      union all
      select 'attachment ' || a.id from attachments a join attachment_parts p on p.attachment_id = a.id
      where a.status in ('accettato', 'rifiutato')
      group by a.id`,
  },
  {
    name: 'what has arrived of an attachment is whole, part after part',
    faults: sql`
      select 'attachment ' || a.id as fault from attachments a
      left join lateral (
        select sum(plain_length(p.bytes)) as bytes, bool_and(p.position = p.before) as joined from (
          select bytes, position,
            coalesce(sum(plain_length(bytes)) over (order by position rows between unbounded preceding and 1 preceding), 0)
              as before
          from attachment_parts where attachment_id = a.id) as p) as p on true
      where a.status in ('in arrivo', 'in controllo')
        and (coalesce(p.bytes, 0) <> a.received_bytes or not coalesce(p.joined, true))`,
  },
  {
    name: 'no application sent holds an attachment that never arrived',
    faults: sql`
      select 'attachment ' || a.id as fault from attachments a
      join applications o on o.id = a.application_id
      left join citizen_requests q on q.id = a.request_id
      where a.status = 'in arrivo' and case when q.id is null then o.status <> 'bozza'
        else num_nonnulls(q.answered_at, q.lapsed_at, q.dropped_at) > 0 end`,
  },
  {
    name: 'an answer is awaited, or a signature, exactly in its phase',
    faults: sql`
      select 'application ' || a.id || ' is ' || a.status || ' ' || coalesce(a.phase, '') as fault from applications a
      left join citizen_requests q
        on q.application_id = a.id and num_nonnulls(q.answered_at, q.lapsed_at, q.dropped_at) = 0
      left join proposals p
        on p.application_id = a.id and num_nonnulls(p.signed_at, p.returned_at, p.dropped_at) = 0
      where (coalesce(a.phase, '') = 'alla firma') <> (p.id is not null)
        or case q.kind when 'integrazione' then 'integrazione richiesta' when 'preavviso' then 'preavviso di rigetto' end
          is distinct from case when a.phase in ('integrazione richiesta', 'preavviso di rigetto') then a.phase end`,
  },
  {
    name: 'every approved application has its voucher, once the workflow has been told',
    faults: sql`
      select 'application ' || a.id as fault from applications a
      where a.status = 'approvata'
        and not exists (select from outbox o where o.business_id = a.id)
        and (select max(at) from application_events e where e.application_id = a.id) < now() - ${settled}
        and (select count(*) from vouchers v where v.application_id = a.id) <> 1`,
  },
  {
    // Each occasion is told once by the uniqueness of its key; while a voucher is blocked its code is not told.
    name: 'the last occasion to send a code has its SMS, once the workflow has been told',
    faults: sql`
      select 'application ' || a.id as fault from applications a
      join vouchers v on v.application_id = a.id and v.status <> 'bloccato'
      join lateral (
        select e.number from application_events e
        where e.application_id = a.id and e.kind in
          ('voucher-issued', 'voucher-unblocked', 'voucher-code-replaced', 'voucher-code-resent')
        order by e.number desc limit 1) as e on true
      where a.status = 'approvata'
        and not exists (select from outbox o where o.business_id = a.id)
        and (select max(at) from application_events e where e.application_id = a.id) < now() - ${settled}
        and not exists (
          select from messages m where m.kind in ('voucher-code', 'voucher-code-again', 'voucher-code-new')
            and m.business_key = m.kind || ':' || a.id || ':event-' || e.number)`,
  },
  {
    name: 'no occasion to send a code has two SMS',
    faults: sql`
      select 'application ' || split_part(business_key, ':', 2) || ' has ' || count(*) || ' for ' || split_part(business_key, ':', 3)
        as fault
      from messages where kind in ('voucher-code', 'voucher-code-again', 'voucher-code-new')
      group by kind, split_part(business_key, ':', 2), split_part(business_key, ':', 3) having count(*) > 1`,
  },
  {
    name: 'no voucher holds a code that was retired',
    faults: sql`select 'voucher ' || v.id as fault from vouchers v join retired_codes r on r.code = v.code`,
  },
  {
    name: 'every message stands where its receipts tell',
    faults: sql`
      select 'message ' || m.id as fault from messages m join webhook_receipts r on r.message_id = m.id
      where (m.channel = 'sms' and r.status = 'consegnato' and m.status <> 'consegnato')
         or (m.channel = 'email' and r.status = 'non riuscito' and m.status <> 'non riuscito')`,
  },
  {
    name: 'no message that was tried waits for longer than the days it is worth delivering',
    faults: sql`
      select 'message ' || m.id as fault from messages m
      where m.status = 'in coda' and m.tried_at < now() - interval '3 days'`,
  },
  {
    name: 'every question to a register is on its way, once the workflow has been told',
    faults: sql`
      select 'inquiry ' || i.id as fault from inquiries i
      where i.state = 'in corso' and i.asked_at < now() - interval '8 days'
        and not exists (select from outbox o where o.business_id = i.id)`,
  },
];

export interface InvariantReport {
  name: string;
  faults: string[];
}

/**
 * Looks at every invariant; a report without faults is a promise kept.
 *
 * @param settledSeconds how long the workflows are given to do what follows from an act
 */
export async function checkInvariants(db: Queryable, settledSeconds = 60): Promise<InvariantReport[]> {
  const reports: InvariantReport[] = [];
  for (const { name, faults } of invariants(sql`make_interval(secs => ${settledSeconds})`)) {
    const { rows } = await db.execute<{ fault: string }>(faults);
    reports.push({ name, faults: rows.map(({ fault }) => fault) });
  }
  return reports;
}

export type LifeRow = { id: string; status: string; event_number: number; kinds: string[] };

/** What lives by its events, numbered for each. */
export type Lived = 'application' | 'ticket';

const livesOf: Record<Lived, SQL> = {
  application: sql`
    select a.id, a.status, a.event_number,
      (select array_agg(e.kind order by e.number) from application_events e where e.application_id = a.id) as kinds
    from applications a`,
  ticket: sql`
    select a.id, a.status, a.event_number,
      (select array_agg(e.kind order by e.number) from ticket_events e where e.ticket_id = a.id) as kinds
    from tickets a`,
};

/** The events of each application or ticket in their order, with the status kept on its row; a page at a time by id. */
export async function lifePages(
  db: Queryable,
  lived: Lived,
  after: string,
  limit: number,
): Promise<LifeRow[]> {
  const { rows } = await db.execute<LifeRow>(
    sql`${livesOf[lived]} where a.id > ${after} order by a.id limit ${limit}`,
  );
  return rows;
}

/** The same of one. */
export async function lifeOf(db: Queryable, lived: Lived, id: string): Promise<LifeRow | null> {
  const { rows } = await db.execute<LifeRow>(sql`${livesOf[lived]} where a.id = ${id}`);
  return rows[0] ?? null;
}
