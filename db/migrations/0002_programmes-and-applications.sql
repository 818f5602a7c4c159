-- Up Migration

create table programmes (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  name text not null,
  icon text not null,
  status text not null check (status in ('attivo', 'chiuso')),
  position integer not null default 0
);

create table programme_versions (
  id uuid primary key,
  programme_id uuid not null references programmes,
  version integer not null,
  rules jsonb not null,
  published_at timestamptz not null default now(),
  unique (programme_id, version)
);
create trigger programme_versions_only_grow before update or delete or truncate on programme_versions
  for each statement execute function refuse_change();

create table applications (
  id uuid primary key,
  citizen_id uuid not null references users,
  programme_id uuid not null references programmes,
  programme_version_id uuid not null references programme_versions,
  channel text not null check (channel in ('cittadino', 'intermediario', 'contact-center')),
  -- The fold of the events, kept in the same transaction.
  status text not null check (status in ('bozza', 'presentata', 'approvata', 'respinta', 'annullata')),
  event_number integer not null check (event_number > 0),
  -- What was typed, by field name; `form` is the same as judged at submission.
  answers jsonb not null default '{}' check (jsonb_typeof(answers) = 'object'),
  answers_version integer not null default 1,
  form jsonb,
  operator_id uuid references users,
  decide_by timestamptz,
  created_at timestamptz not null default now(),
  saved_at timestamptz not null default now(),
  beneficiary_fiscal_code text generated always as (upper(answers ->> 'beneficiary.fiscalCode')) stored,
  beneficiary_family_name text generated always as (answers ->> 'beneficiary.familyName') stored,
  beneficiary_given_name text generated always as (answers ->> 'beneficiary.givenName') stored,
  check (status in ('bozza', 'annullata') or form is not null)
);
-- Opening twice, by a double click or on two devices, lands on the same draft.
create unique index applications_one_draft on applications (citizen_id, programme_id) where status = 'bozza';
create index applications_by_citizen on applications (citizen_id, id);
create index applications_by_status on applications (status, id);

create function freeze_submitted_answers() returns trigger language plpgsql as $$
begin
  if old.status <> 'bozza' and (new.answers is distinct from old.answers or new.form is distinct from old.form) then
    raise exception 'the answers of a submitted application never change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger applications_frozen_when_submitted before update on applications
  for each row execute function freeze_submitted_answers();

create table application_events (
  application_id uuid not null references applications,
  number integer not null check (number > 0),
  kind text not null,
  payload jsonb not null,
  actor_kind text not null check (actor_kind in ('user', 'till', 'system')),
  actor_id uuid,
  at timestamptz not null default clock_timestamp(),
  primary key (application_id, number),
  check ((actor_kind = 'system') = (actor_id is null))
);
create trigger application_events_only_grow before update or delete or truncate on application_events
  for each statement execute function refuse_change();

-- The protocol register (DPR 445/2000 artt. 53-57): number and year, the moment, the fingerprint of what came in.
create table registrations (
  year integer not null,
  number integer not null check (number > 0),
  application_id uuid not null unique references applications,
  registered_at timestamptz not null,
  form_sha256 bytea not null check (length(form_sha256) = 32),
  primary key (year, number)
);
create trigger registrations_only_grow before update or delete or truncate on registrations
  for each statement execute function refuse_change();

create table registration_counters (
  year integer primary key,
  last integer not null check (last >= 0)
);

-- Takes the next number of the civil year. The counter row is the lock that makes the register gapless: a rollback
-- gives the number back, which a sequence would not. The moment is read under the lock, so that numbers and moments
-- rise together, and read again when the lock was awaited across New Year's midnight.
create function register_application(id uuid) returns registrations language plpgsql as $$
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
  return entry;
end $$;

create table decisions (
  id uuid primary key,
  application_id uuid not null references applications,
  outcome text not null check (outcome in ('approvata', 'respinta')),
  amount_cents bigint check (amount_cents > 0),
  proposed_cents bigint not null check (proposed_cents >= 0),
  reason text,
  decided_by uuid not null references users,
  decided_at timestamptz not null default clock_timestamp(),
  check ((outcome = 'approvata') = (amount_cents is not null)),
  -- A refusal, and an amount other than the proposed one, are always reasoned.
  check (reason is not null or amount_cents is not distinct from proposed_cents)
);
create index decisions_by_application on decisions (application_id);
create trigger decisions_only_grow before update or delete or truncate on decisions
  for each statement execute function refuse_change();
