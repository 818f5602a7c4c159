-- Up Migration

-- Claims that were let go stay, so that the office sees in which applications a person has stood. One claim at a time
-- lives for each member and programme: the partial unique index is what refuses the second application.
alter table household_claims drop constraint household_claims_pkey;
alter table household_claims add column id bigint generated always as identity primary key;
alter table household_claims add column released_at timestamptz;
create unique index household_claims_one_alive on household_claims (programme_id, member_hash)
  where released_at is null;
create index household_claims_by_member on household_claims (member_hash);

create function keep_household_claim() returns trigger language plpgsql as $$
begin
  if (new.id, new.programme_id, new.member_hash, new.application_id)
      is distinct from (old.id, old.programme_id, old.member_hash, old.application_id)
    or old.released_at is not null then
    raise exception 'a claim is only ever released' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger household_claims_stay before update on household_claims
  for each row execute function keep_household_claim();

-- Every file that was brought in as a register, the refused ones with what was wrong (rows and columns, no contents).
create table register_imports (
  id uuid primary key,
  register text not null check (register in ('anagrafe', 'isee')),
  file_name text not null check (length(file_name) between 1 and 150),
  rows integer not null check (rows >= 0),
  wrong integer not null check (wrong >= 0),
  faults jsonb not null default '[]' check (jsonb_typeof(faults) = 'array'),
  sha256 bytea not null check (length(sha256) = 32),
  imported_by uuid not null references users,
  imported_at timestamptz not null default clock_timestamp(),
  constraint register_imports_refused_with_faults check ((wrong = 0) = (faults = '[]')),
  constraint register_imports_taken_with_rows check (wrong > 0 or rows > 0)
);
create index register_imports_by_register on register_imports (register, imported_at);
create trigger register_imports_only_grow before update or delete or truncate on register_imports
  for each statement execute function refuse_change();

-- The registers as last brought in, wholly replaced by the next good file.
create table register_residents (
  fiscal_code text primary key check (length(fiscal_code) in (11, 16)),
  family_name text not null,
  given_name text not null,
  birth_date date not null,
  household text not null,
  relation text,
  municipality text
);
create index register_residents_by_household on register_residents (household);

create table register_isees (
  fiscal_code text primary key check (length(fiscal_code) in (11, 16)),
  isee_cents bigint not null check (isee_cents >= 0),
  dsu text,
  dsu_on date,
  -- INPS found omissions or differences in the declaration (DPCM 159/2013 art. 11 c. 5).
  differs boolean not null default false
);

-- What the registers were asked about an application, and what they answered.
create table inquiries (
  id uuid primary key,
  application_id uuid not null references applications,
  register text not null check (register in ('anagrafe', 'isee')),
  state text not null default 'in corso' check (state in ('in corso', 'trovato', 'non trovato', 'senza risposta')),
  source text check (source in ('archivio', 'anpr', 'inps')),
  found jsonb check (jsonb_typeof(found) = 'object'),
  asked_by uuid not null references users,
  asked_at timestamptz not null default clock_timestamp(),
  answered_at timestamptz,
  constraint inquiries_found_what_was_found check ((state = 'trovato') = (found is not null)),
  constraint inquiries_answered_by_somebody check ((state in ('trovato', 'non trovato')) = (source is not null)),
  constraint inquiries_ended_at_some_time check ((state = 'in corso') = (answered_at is null))
);
-- Asking again while an answer is awaited asks nothing new.
create unique index inquiries_one_under_way on inquiries (application_id, register) where state = 'in corso';
create index inquiries_by_application on inquiries (application_id, register, asked_at);

create function keep_inquiry() returns trigger language plpgsql as $$
begin
  if (new.id, new.application_id, new.register, new.asked_by, new.asked_at)
      is distinct from (old.id, old.application_id, old.register, old.asked_by, old.asked_at)
    or old.state <> 'in corso' then
    raise exception 'an answer of a register stays what it was' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger inquiries_stay before update on inquiries
  for each row execute function keep_inquiry();
create trigger inquiries_never_removed before delete or truncate on inquiries
  for each statement execute function refuse_change();

-- The contacts of sent applications: the office is told of those that many share.
create index applications_by_mobile on applications ((form -> 'values' ->> 'contacts.mobile')) where form is not null;
create index applications_by_email on applications (lower(form -> 'values' ->> 'contacts.email')) where form is not null;
