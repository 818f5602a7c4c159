-- Up Migration

-- A PIN in two parts: the first goes at once by SMS or mail, the second later by letter. Only hashes are kept.
create table pins (
  id uuid primary key,
  user_id uuid not null references users,
  first_hash text not null,
  -- There is none until the letter is written.
  second_hash text,
  -- The channel it was asked for by.
  channel text not null check (channel in ('cittadino', 'intermediario', 'contact-center')),
  requested_at timestamptz not null default clock_timestamp(),
  letter_due_at timestamptz not null,
  -- The first time its first part was given: it has arrived, and takes the place of the one before.
  first_used_at timestamptz,
  -- Both parts were given: the PIN is dispositive.
  activated_at timestamptz,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_why text check (ended_why in ('rinnovato', 'revocato')),
  check ((ended_at is null) = (ended_why is null)),
  check (activated_at is null or (second_hash is not null and first_used_at is not null))
);
create unique index pins_one_on_its_way on pins (user_id) where ended_at is null and first_used_at is null;
create unique index pins_one_in_use on pins (user_id) where ended_at is null and first_used_at is not null;

-- Wrong parts in a row, by a keyed hash of whose PIN was tried: nobody can be read from it, and who has no PIN is counted too.
create table pin_tries (
  key bytea primary key,
  wrong integer not null check (wrong >= 0),
  last_at timestamptz not null default clock_timestamp()
);

-- Letters the office prints. The document stays until the letter is on its way: then nobody here can read it again.
create table letters (
  id uuid primary key,
  pin_id uuid not null unique references pins,
  recipient text not null check (recipient <> ''),
  address text not null,
  status text not null default 'da stampare' check (status in ('da stampare', 'stampata', 'spedita')),
  content bytea,
  provider_id text,
  written_at timestamptz not null default clock_timestamp(),
  printed_at timestamptz,
  printed_by uuid references users,
  posted_at timestamptz,
  posted_by uuid references users,
  check ((content is null) = (status = 'spedita')),
  check ((posted_at is not null) = (status = 'spedita'))
);
create index letters_by_time on letters (written_at desc);

-- A telephone call: an operator, a person, and from when the first part of the PIN is verified, what may be done for them.
create table contact_calls (
  -- Chosen by the form: posted twice, it is one call.
  id uuid primary key,
  operator_id uuid not null references users,
  citizen_id uuid not null references users,
  began_at timestamptz not null default clock_timestamp(),
  wrong_pins integer not null default 0 check (wrong_pins >= 0),
  pin_id uuid references pins,
  verified_at timestamptz,
  -- Whatever happens, it ends then.
  ends_at timestamptz not null,
  closed_at timestamptz,
  check ((pin_id is null) = (verified_at is null))
);
create index contact_calls_by_operator on contact_calls (operator_id, began_at desc);

create table contact_call_acts (
  id bigint generated always as identity primary key,
  call_id uuid not null references contact_calls,
  act text not null check (act in ('began', 'registered', 'pin-sent', 'pin-wrong', 'verified', 'opened', 'resumed', 'saved',
    'attached', 'submitted', 'closed')),
  application_id uuid references applications,
  at timestamptz not null default clock_timestamp()
);
create index contact_call_acts_by_call on contact_call_acts (call_id, id);
create trigger contact_call_acts_only_grow before update or delete or truncate on contact_call_acts
  for each statement execute function refuse_change();

-- Who files for others with their mandate: CAF, patronati.
create table organisations (
  id uuid primary key,
  kind text not null check (kind in ('caf', 'patronato', 'altro')),
  name text not null check (name <> ''),
  active boolean not null default true
);
alter table users
  add column organisation_id uuid references organisations,
  drop constraint users_role_check,
  add constraint users_role_check check (role in ('cittadino', 'operatore', 'responsabile', 'esercente', 'cassiere',
    'supporto', 'contactcenter', 'intermediario', 'amministratore')),
  add constraint users_of_organisations_have_one check ((role = 'intermediario') = (organisation_id is not null));

create table mandates (
  -- Chosen by the form.
  id uuid primary key,
  organisation_id uuid not null references organisations,
  citizen_id uuid not null references users,
  number text not null check (number <> ''),
  -- For what the person gives it, in words.
  scope text not null check (scope <> ''),
  signed_on date not null,
  valid_from date not null,
  valid_until date not null,
  -- The signed paper is attached to every application, or kept by the organisation, which declares it.
  proof text not null check (proof in ('allegata', 'dichiarata')),
  recorded_by uuid not null references users,
  recorded_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_by uuid references users,
  check (signed_on <= valid_from and valid_from <= valid_until),
  check ((ended_at is null) = (ended_by is null)),
  unique (organisation_id, number)
);
create index mandates_by_organisation on mandates (organisation_id, recorded_at desc);
create index mandates_by_citizen on mandates (citizen_id);

-- How far who opened an application had proved who they are, and who has it in hand besides its citizen.
alter table applications
  add column opened_level text not null default 'full' check (opened_level in ('full', 'simplified')),
  add column call_id uuid references contact_calls,
  add column mandate_id uuid references mandates,
  add column taken_over_at timestamptz;
create index applications_by_call on applications (call_id) where call_id is not null;
create index applications_by_mandate on applications (mandate_id) where mandate_id is not null;

alter table outbox drop constraint outbox_process_check;
alter table outbox add constraint outbox_process_check check (process in (
  'application', 'ticket', 'message', 'attachment', 'programme', 'inquiry', 'batch', 'settlement', 'file', 'pin'));
