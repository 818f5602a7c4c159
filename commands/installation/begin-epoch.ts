import { sql } from 'drizzle-orm';
import { v4 as randomId } from 'uuid';
import type { Queryable } from '../../db/client';
import { uploadPatience } from '../../domain/attachment/limits';
import { system } from '../../domain/roles';
import { recordAct } from '../audit/record';

/** What happened so long before the moment of a backup had long been told to whom it concerns. */
const surelyTold = '1 day';

/** Its message may be under way in the procedure it belongs to, which comes first. */
const patience = '2 minutes';

/**
 * Begins a new epoch of a database that was put back: procedures of before may write nothing any more, and the outbox is
 * filled with all that has happened in every procedure, one row for each, so that the relay begins them again. What the
 * procedures told people is not told again; what the outbox still held is told now. Everybody signs in again.
 *
 * @returns how many procedures begin again
 */
export async function beginEpoch(db: Queryable): Promise<{ epoch: string; procedures: number }> {
  return db.transaction(async (tx) => {
    const epoch = randomId();
    await tx.execute(sql`update installation set epoch = ${epoch}`);
    await tx.execute(sql`update sessions set ended_at = clock_timestamp() where ended_at is null`);
    await recordAct(tx, system, 'installation.restored', { subject: 'installation', id: epoch });
    const { rowCount } = await tx.execute(recalled);
    return { epoch, procedures: rowCount ?? 0 };
  });
}

const event = (kind: string) => sql.raw(`'{"kind":"${kind}"}'::jsonb`);

/**
 * Every procedure that is not over, with all of its events in one row: told at once, they bring it where it was and to no
 * moment in between, whose terms would have passed. An event is marked `recalled` where its consequences are known to have
 * been told. Files to be taken from a store are in the outbox alone and stay there.
 */
const recalled = sql`
  with happened (process, business_id, number, event, at) as (
    select 'application', application_id, number, payload, at from application_events
    union all
    select 'ticket', e.ticket_id, e.number, e.payload, e.at from ticket_events e join tickets t on t.id = e.ticket_id
      where t.status <> 'unita' and (t.status <> 'chiusa' or t.reopen_by > clock_timestamp())
    union all
    select 'programme', programme_id, number, jsonb_build_object('kind', kind), at from programme_events
    union all
    select 'settlement', settlement_id, number, payload, at from settlement_events
    union all
    select 'retention', e.programme_id, e.number, e.payload, e.at
      from retention_events e join retentions r using (programme_id) where r.done_at is null
    union all
    select 'ownData', e.request_id, e.number, e.payload, e.at
      from own_data_events e join own_data_requests r on r.id = e.request_id
      where e.actor_kind = 'user' and r.status not in ('scaduta', 'eseguita')
    union all
    select 'attachment', id, 1, jsonb_build_object('kind', 'begun', 'patience', ${uploadPatience}::text,
        'abandonAt', clock_timestamp() + ${uploadPatience}::interval), touched_at
      from attachments where status in ('in arrivo', 'in controllo')
    union all
    select 'attachment', id, 2, ${event('received')}, touched_at from attachments where status = 'in controllo'
    union all
    select 'inquiry', id, 1, ${event('asked')}, asked_at from inquiries where state = 'in corso'
    union all
    select 'batch', id, 1, ${event('queued')}, confirmed_at from batches
      where confirmed_at is not null and finished_at is null and cancelled_at is null
    union all
    select 'pin', id, 1, ${event('requested')}, requested_at from pins where ended_at is null
    union all
    select 'message', id, 1, ${event('queued')}, created_at from messages where status = 'in coda' and sent_at is null
  ),
  pending as (delete from outbox where process <> 'file' returning process, business_id, number),
  told as (
    select h.*, p.number is null and h.at < (select max(at) from audit_entries) - ${surelyTold}::interval as recalled
    from happened h left join pending p using (process, business_id, number)
  )
  insert into outbox (process, business_id, number, event, next_attempt_at)
  select process, business_id, max(number), jsonb_build_object('kind', 'recalled', 'events',
      jsonb_agg(event || jsonb_build_object('number', number, 'recalled', recalled) order by number)),
    case process when 'message' then now() + ${patience}::interval else now() end
  from told group by process, business_id order by max(at) desc`;
