-- Up Migration

-- Enters applications in the register one after the other, in the order they are given. The counter is everybody's: it is
-- locked once for all of them, last in the transaction.
create function register_applications(ids uuid[], fingerprints bytea[]) returns setof registrations
language plpgsql as $$
declare
  civil_year integer;
  moment timestamptz;
  reached integer;
begin
  loop
    civil_year := extract(year from clock_timestamp() at time zone 'Europe/Rome');
    insert into registration_counters values (civil_year, 0) on conflict do nothing;
    perform 1 from registration_counters where year = civil_year for update;
    moment := clock_timestamp();
    exit when extract(year from moment at time zone 'Europe/Rome') = civil_year;
  end loop;
  update registration_counters set last = last + cardinality(ids) where year = civil_year returning last into reached;
  return query
    insert into registrations (year, number, application_id, registered_at, form_sha256)
    select civil_year, (reached - cardinality(ids) + e.place)::integer, e.id, moment, e.fingerprint
    from unnest(ids, fingerprints) with ordinality as e (id, fingerprint, place)
    returning *;
end $$;

-- A plan that was made when the register was empty reads all of it, for every application, once it is full: on the first day
-- of a new installation, before the statistics are taken, that is the day's whole crowd.
alter function count_standing() set enable_seqscan = off;
alter function count_lead_time() set enable_seqscan = off;
