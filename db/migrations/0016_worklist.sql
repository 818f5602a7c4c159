-- Up Migration

-- What the office's list is filtered and ordered by, kept on the row and written once, at registration: drafts, which are
-- saved every few seconds, carry none of it and are in none of the indexes below.
alter table applications
  add column registered_at timestamptz,
  add column registration_year integer,
  add column registration_number integer,
  -- Names as they are compared: small letters without accents, in the order of the alphabet on every system.
  add column family_key text collate "C",
  add column given_key text collate "C",
  -- What follows the first word of a name, where anything does: `luca` of De Luca, `grazia` of Maria Grazia.
  add column family_rest text collate "C",
  add column given_rest text collate "C",
  -- Nobody has a value too: an index keeps its order behind an equality, not behind a null.
  add column assignee uuid not null
    generated always as (coalesce(operator_id, '00000000-0000-0000-0000-000000000000')) stored,
  add constraint applications_registered_whole
    check (num_nulls(registered_at, registration_year, registration_number, family_key, given_key) in (0, 5));

-- Small letters without accents, the same as `plainName` in the code; every run of anything else is one space.
create function plain_name(name text) returns text language sql immutable parallel safe as $$
  select trim(regexp_replace(
    replace(replace(replace(replace(
      translate(lower(regexp_replace(normalize(coalesce(name, ''), NFD), '[\u0300-\u036f]', '', 'g')), 'øØłŁđĐðÐı', 'oollddddi'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    '[^a-z0-9]+', ' ', 'g'))
$$;

-- Copies an entry of the register onto its application.
create function list_application(entry registrations) returns void language sql as $$
  update applications set
    registered_at = entry.registered_at,
    registration_year = entry.year,
    registration_number = entry.number,
    family_key = plain_name(beneficiary_family_name),
    family_rest = substring(plain_name(beneficiary_family_name) from ' (.*)'),
    given_key = plain_name(beneficiary_given_name),
    given_rest = substring(plain_name(beneficiary_given_name) from ' (.*)')
  where id = entry.application_id
$$;

create or replace function register_application(id uuid) returns registrations language plpgsql as $$
declare
  entry registrations;
  civil_year integer;
begin
  entry.application_id := id;
  select sha256(convert_to(form::text, 'UTF8')) into strict entry.form_sha256 from applications where applications.id = $1;
  loop
    civil_year := extract(year from clock_timestamp() at time zone 'Europe/Rome');
    insert into registration_counters values (civil_year, 0) on conflict do nothing;
    perform 1 from registration_counters where year = civil_year for update;
    entry.registered_at := clock_timestamp();
    exit when extract(year from entry.registered_at at time zone 'Europe/Rome') = civil_year;
  end loop;
  update registration_counters set last = last + 1 where year = civil_year returning last into entry.number;
  entry.year := civil_year;
  insert into registrations values (entry.*);
  perform list_application(entry);
  return entry;
end $$;

do $$
declare
  entry registrations;
begin
  for entry in select * from registrations loop
    perform list_application(entry);
  end loop;
end $$;

-- An index for each way into the list; each also holds its order, so that a page is read and not sorted.
drop index applications_by_status;
create index applications_by_status on applications (status, registered_at, id) where registered_at is not null;
create index applications_by_programme on applications (programme_id, status, registered_at, id)
  include (assignee) where registered_at is not null;
create index applications_by_assignee on applications (assignee, status, registered_at, id)
  include (programme_id) where registered_at is not null;
-- What is open is little beside what is decided: these two hold all that it is narrowed by, names apart.
create index applications_open on applications (phase, registered_at, id)
  include (decide_by, assignee, programme_id) where phase is not null;
create index applications_open_by_term on applications (decide_by, id)
  include (phase, registered_at, assignee, programme_id) where phase is not null;
create index applications_by_name on applications (family_key, given_key, id)
  include (status, phase, programme_id, assignee, registered_at, decide_by) where registered_at is not null;
create index applications_by_given_name on applications (given_key) where registered_at is not null;
create index applications_by_fiscal_code on applications (beneficiary_fiscal_code collate "C") where registered_at is not null;
create index applications_by_family_code on applications (left(beneficiary_fiscal_code, 3), family_key, given_key, id)
  where registered_at is not null;
create index applications_by_family_rest on applications (family_rest, status) where family_rest is not null;
create index applications_by_given_rest on applications (given_rest, status) where given_rest is not null;

-- Rare names are known to be rare, and what came in lately is soon read from the index alone.
alter table applications alter column family_key set statistics 1000, alter column given_key set statistics 1000,
  alter column beneficiary_fiscal_code set statistics 1000;
alter table applications set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- Large answers go beside the row, which is then small: a change of state rewrites a few hundred bytes and not the form.
alter table applications set (toast_tuple_target = 256);

-- Lists that somebody of the office keeps by name.
create table saved_views (
  id uuid primary key,
  user_id uuid not null references users,
  name text not null check (name = trim(name) and length(name) between 1 and 60),
  -- The query of the list's address.
  query text not null check (length(query) <= 1000),
  created_at timestamptz not null default now(),
  unique (user_id, name)
);

-- What left the office in a file: who, when, by which filters, how many rows.
create table exports (
  id uuid primary key,
  user_id uuid not null references users,
  format text not null check (format in ('csv', 'xlsx')),
  query text not null check (length(query) <= 1000),
  started_at timestamptz not null default clock_timestamp()
);
create trigger exports_only_grow before update or delete or truncate on exports
  for each statement execute function refuse_change();
create table export_endings (
  export_id uuid primary key references exports,
  rows integer not null check (rows >= 0),
  -- False when the reader went away or the file broke off.
  whole boolean not null,
  ended_at timestamptz not null default clock_timestamp()
);
create trigger export_endings_only_grow before update or delete or truncate on export_endings
  for each statement execute function refuse_change();
