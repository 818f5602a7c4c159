-- Up Migration

create table accounts (
  id uuid primary key,
  kind text not null check (kind in ('treasury', 'fund', 'voucher', 'merchant', 'paid')),
  owner_id uuid not null,
  balance_cents bigint not null default 0,
  unique (kind, owner_id),
  constraint accounts_never_overdrawn check (kind = 'treasury' or balance_cents >= 0)
);

create table transfers (
  id uuid primary key,
  kind text not null check (kind in ('allocation', 'issue', 'redemption', 'void', 'expiry')),
  debit_account_id uuid not null references accounts,
  credit_account_id uuid not null references accounts,
  amount_cents bigint not null check (amount_cents > 0),
  -- What the movement stands for; the same thing is never moved twice.
  business_key text not null unique,
  at timestamptz not null default clock_timestamp(),
  check (debit_account_id <> credit_account_id)
);
create index transfers_by_debit on transfers (debit_account_id);
create index transfers_by_credit on transfers (credit_account_id);
create trigger transfers_only_grow before update or delete or truncate on transfers
  for each statement execute function refuse_change();

-- Balances move only here, with the transfer that explains them.
create function post_transfer() returns trigger language plpgsql as $$
begin
  update accounts set balance_cents = balance_cents - new.amount_cents where id = new.debit_account_id;
  update accounts set balance_cents = balance_cents + new.amount_cents where id = new.credit_account_id;
  return null;
end $$;
create trigger transfers_move_balances after insert on transfers
  for each row execute function post_transfer();

create function guard_balance() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and new.balance_cents <> 0 or tg_op = 'UPDATE' and pg_trigger_depth() < 2 then
    raise exception 'balances move only with a transfer' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger accounts_move_with_transfers before insert or update on accounts
  for each row execute function guard_balance();
create trigger accounts_stay before delete or truncate on accounts
  for each statement execute function refuse_change();

create table vouchers (
  id uuid primary key,
  application_id uuid not null unique references applications,
  account_id uuid not null unique references accounts,
  code text not null unique check (code ~ '^[A-HJKMNP-Z2-9]{7}$'),
  status text not null check (status in ('attivo', 'bloccato', 'esaurito', 'scaduto', 'revocato')),
  holder_family_name text not null,
  holder_given_name text not null,
  mobile text not null,
  issued_cents bigint not null check (issued_cents > 0),
  issued_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null
);

create table redemptions (
  id uuid primary key,
  voucher_id uuid not null references vouchers,
  merchant_id uuid not null references merchants,
  actor_kind text not null check (actor_kind in ('user', 'till')),
  actor_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  receipt_number text,
  at timestamptz not null default clock_timestamp()
);
create index redemptions_by_voucher on redemptions (voucher_id, at);
create index redemptions_by_merchant on redemptions (merchant_id, at);
create trigger redemptions_only_grow before update or delete or truncate on redemptions
  for each statement execute function refuse_change();

create table redemption_voids (
  redemption_id uuid primary key references redemptions,
  reason text not null check (reason <> ''),
  actor_kind text not null check (actor_kind in ('user', 'till')),
  actor_id uuid not null,
  at timestamptz not null default clock_timestamp()
);
create trigger redemption_voids_only_grow before update or delete or truncate on redemption_voids
  for each statement execute function refuse_change();
