import { pathToFileURL } from 'node:url';
import path from 'node:path';

/**
 * A bug that the harness must catch, planted from outside into a run of its own: the product holds neither the bug nor a
 * switch for it.
 */
export interface Plant {
  /** What is wrong with it, for the report. */
  what: string;
  /** Run on the database by its superuser, before anybody acts. */
  sql?: string;
  /** A module that is loaded before the process of a role, and changes what it calls. */
  before?: Partial<Record<'web' | 'worker', string>>;
}

/** A bug is a line here, and where it needs one a module in `plants/`. */
export const plants = {
  'no-outbox': {
    what: 'what follows from an act is told without an outbox, so that now and then it is lost',
    sql: `
      create function lose_some() returns trigger language plpgsql as $$
      begin
        return case when new.id % 11 = 0 then null else new end;
      end $$;
      create trigger outbox_loses before insert on outbox for each row execute function lose_some()`,
  },
  'check-dropped': {
    what: 'spends of one voucher do not wait for each other, and the database does not refuse an overdraft',
    sql: 'alter table accounts drop constraint accounts_never_overdrawn',
    before: { web: 'without-locks.mjs' },
  },
  're-used-workflow-id': {
    what: 'procedures are called by small numbers, which come again',
    before: { worker: 'small-workflow-ids.mjs' },
  },
  'non-idempotent-activity': {
    what: 'an activity that runs again queues its message again',
    sql: `
      create function queue_again() returns trigger language plpgsql as $$
      begin
        if exists (select from messages where business_key = new.business_key) then
          new.business_key := new.business_key || ':' || gen_random_uuid();
        end if;
        return new;
      end $$;
      create trigger messages_are_queued_again before insert on messages for each row execute function queue_again()`,
  },
  'sequence-for-the-protocol': {
    what: 'numbers of the register come from a sequence, which gives them away to what is undone',
    sql: `
      create sequence protocol;
      grant usage on sequence protocol to public;
      create or replace function register_applications(ids uuid[], fingerprints bytea[]) returns setof registrations
      language plpgsql as $$
      declare
        civil_year integer := extract(year from clock_timestamp() at time zone 'Europe/Rome');
      begin
        return query
          insert into registrations (year, number, application_id, registered_at, form_sha256)
          select civil_year, nextval('protocol')::integer, e.id, clock_timestamp(), e.fingerprint
          from unnest(ids, fingerprints) as e (id, fingerprint)
          returning *;
        insert into registration_counters
          select civil_year, max(number) from registrations where year = civil_year
          on conflict (year) do update set last = greatest(registration_counters.last, excluded.last);
      end $$`,
  },
} as const satisfies Record<string, Plant>;

/** The address of a module that plants a bug in the process that loads it. */
export const moduleOf = (file: string): string =>
  pathToFileURL(path.resolve('scripts/chaos/plants', file)).href;

/** What the processes of each role find in their environment, so that the bug is there before they begin. */
export function environmentOf({
  before = {},
}: Plant): Partial<Record<'web' | 'worker', Record<string, string>>> {
  return Object.fromEntries(
    Object.entries(before).map(([role, file]) => [role, { NODE_OPTIONS: `--import ${moduleOf(file)}` }]),
  );
}
