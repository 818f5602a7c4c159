-- Up Migration

-- The place this database belongs to. A restored copy gets a new epoch, so that workflows started for the old one
-- never write into it.
create table installation (
  only_row boolean primary key default true check (only_row),
  epoch uuid not null,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);
insert into installation (epoch) values (gen_random_uuid());

create table merchants (
  id uuid primary key,
  name text not null check (name <> ''),
  status text not null default 'attivo' check (status in ('attivo', 'sospeso')),
  created_at timestamptz not null default now()
);

create table tills (
  id uuid primary key,
  merchant_id uuid not null references merchants,
  name text not null,
  key_hash bytea not null unique,
  active boolean not null default true,
  unique (merchant_id, name)
);

create table users (
  id uuid primary key,
  username text not null unique check (username = lower(username) and username <> ''),
  password_hash text not null,
  must_change_password boolean not null,
  -- Raised to end every session of the user at once.
  session_version integer not null default 1,
  role text not null check (role in
    ('cittadino', 'operatore', 'responsabile', 'esercente', 'supporto', 'contactcenter', 'amministratore')),
  merchant_id uuid references merchants,
  active boolean not null default true,
  family_name text not null,
  given_name text not null,
  fiscal_code text,
  birth_date date,
  phone text,
  mobile text,
  province text,
  postal_code text,
  address text,
  email text not null,
  created_at timestamptz not null default now(),
  check ((role = 'esercente') = (merchant_id is not null))
);
-- One access per citizen: a second accreditation leads to recovery instead of a second identity.
create unique index users_one_citizen_per_fiscal_code on users (fiscal_code) where role = 'cittadino';

create table consents (
  user_id uuid not null references users,
  text_version text not null,
  accepted_at timestamptz not null default now(),
  primary key (user_id, text_version)
);

create table password_recoveries (
  token_hash bytea primary key,
  user_id uuid not null references users,
  expires_at timestamptz not null,
  used_at timestamptz
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% only grows: rows are never changed or removed', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger consents_only_grow before update or delete or truncate on consents
  for each statement execute function refuse_change();
