-- Up Migration

-- A merchant is a business with an agreement; it has shops, each with its tills, and people at the counter who spend
-- but neither sign nor see the business's account.
alter table merchants
  add column legal_name text,
  add column vat_number text unique check (vat_number ~ '^[0-9]{11}$'),
  add column fiscal_code text check (fiscal_code ~ '^([0-9]{11}|[A-Z0-9]{16})$'),
  add column address text,
  add column email text,
  add column pec text,
  add column phone text,
  add column representative text,
  add column iban text check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  -- Whose account it is, where it is not the merchant's legal name.
  add column iban_holder text,
  -- The agreement (convenzione): its number in the year it was signed, and the days it holds on, both included.
  add column agreement_year integer,
  add column agreement_number integer,
  add column agreement_from date,
  add column agreement_until date,
  add column event_number integer not null default 0,
  drop constraint merchants_status_check,
  add constraint merchants_status_check
    check (status in ('richiesto', 'attivo', 'sospeso', 'cessato', 'respinto')),
  add constraint merchants_agreements_are_whole
    check ((agreement_year is null) = (agreement_number is null) and agreement_until >= agreement_from),
  add constraint merchants_agreements_are_numbered unique (agreement_year, agreement_number);

-- What happened to a merchant and its agreement, who did it and why.
create table merchant_events (
  merchant_id uuid not null references merchants,
  number integer not null check (number > 0),
  kind text not null check (kind <> ''),
  payload jsonb not null,
  actor_kind text not null check (actor_kind in ('user', 'visitor', 'system')),
  actor_id uuid references users,
  at timestamptz not null default clock_timestamp(),
  primary key (merchant_id, number),
  check ((actor_kind = 'user') = (actor_id is not null))
);
create trigger merchant_events_only_grow before update or delete or truncate on merchant_events
  for each statement execute function refuse_change();

create table shops (
  id uuid primary key,
  merchant_id uuid not null references merchants,
  name text not null check (name <> ''),
  address text,
  postal_code text check (postal_code ~ '^[0-9]{5}$'),
  municipality text,
  phone text,
  -- What it sells, by the codes of the list of shops.
  categories text[] not null default '{}',
  -- A shop that has closed: it stays for what was spent there.
  active boolean not null default true,
  created_at timestamptz not null default clock_timestamp(),
  unique (merchant_id, name),
  unique (id, merchant_id)
);
insert into shops (id, merchant_id, name) select gen_random_uuid(), id, name from merchants;

-- A till keeps its place and its name; its keys come and go.
alter table tills add column shop_id uuid references shops;
update tills set shop_id = shops.id from shops where shops.merchant_id = tills.merchant_id;
alter table tills
  alter column shop_id set not null,
  add constraint tills_are_in_shops_of_their_merchant
    foreign key (shop_id, merchant_id) references shops (id, merchant_id),
  drop constraint tills_merchant_id_name_key,
  add unique (shop_id, name);

-- A key is shown once, when it is made; what is kept opens nothing.
create table till_keys (
  id uuid primary key,
  till_id uuid not null references tills,
  key_hash bytea not null unique check (length(key_hash) = 32),
  -- The last four letters, to tell two keys apart.
  ending text not null,
  created_by uuid references users,
  created_at timestamptz not null default clock_timestamp(),
  revoked_by uuid references users,
  revoked_at timestamptz
);
create index till_keys_by_till on till_keys (till_id);
insert into till_keys (id, till_id, key_hash, ending) select gen_random_uuid(), id, key_hash, '····' from tills;
alter table tills drop column key_hash;

alter table users
  add column shop_id uuid references shops,
  add constraint users_work_in_shops_of_their_merchant
    foreign key (shop_id, merchant_id) references shops (id, merchant_id),
  drop constraint users_role_check,
  add constraint users_role_check check (role in ('cittadino', 'operatore', 'responsabile', 'esercente', 'cassiere',
    'supporto', 'contactcenter', 'amministratore')),
  drop constraint users_check,
  add constraint users_of_merchants_have_one check ((role in ('esercente', 'cassiere')) = (merchant_id is not null));

-- An amount set aside for a till that will confirm it within minutes, or let it go. Nothing has moved yet.
create table voucher_holds (
  id uuid primary key,
  voucher_id uuid not null references vouchers,
  merchant_id uuid not null references merchants,
  shop_id uuid not null references shops,
  actor_kind text not null check (actor_kind in ('user', 'till')),
  actor_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null check (expires_at > at),
  ended_as text check (ended_as in ('confirmed', 'released')),
  ended_at timestamptz,
  check ((ended_as is null) = (ended_at is null))
);
create index voucher_holds_open on voucher_holds (voucher_id, expires_at) where ended_as is null;

-- Where each spend was made, and what had been set aside for it.
alter table redemptions
  add column shop_id uuid references shops,
  add column hold_id uuid unique references voucher_holds;
alter table redemptions disable trigger redemptions_only_grow;
update redemptions set shop_id = shops.id from shops where shops.merchant_id = redemptions.merchant_id;
alter table redemptions enable trigger redemptions_only_grow;
alter table redemptions alter column shop_id set not null;

-- Codes tried at a till that open nothing. The code itself is not kept: it may be a slip of a true one.
create table wrong_codes (
  id uuid primary key,
  merchant_id uuid not null references merchants,
  actor_kind text not null check (actor_kind in ('user', 'till')),
  actor_id uuid not null,
  at timestamptz not null default clock_timestamp()
);
create index wrong_codes_by_actor on wrong_codes (actor_id, at);
create index wrong_codes_by_merchant on wrong_codes (merchant_id, at);
create trigger wrong_codes_only_grow before update or truncate on wrong_codes
  for each statement execute function refuse_change();
