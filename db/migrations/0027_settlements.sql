-- Up Migration

-- Settlement (liquidazione): what a merchant is owed for a period, the note it presents, and the money paid for it.
alter table transfers drop constraint transfers_kind_check;
alter table transfers add constraint transfers_kind_check check (kind in (
  'allocation', 'reduction', 'issue', 'redemption', 'void', 'expiry', 'revocation', 'closing', 'settlement',
  'payment-return'));
alter table outbox drop constraint outbox_process_check;
alter table outbox add constraint outbox_process_check check (process in (
  'application', 'ticket', 'message', 'attachment', 'programme', 'inquiry', 'batch', 'settlement'));

-- What was paid is counted for the programme it was spent in: each has a `paid` account of its own.
create or replace function name_programme_of_transfer() returns trigger language plpgsql as $$
begin
  select case a.kind when 'voucher' then (select programme_id from applications where id = a.owner_id) else a.owner_id end
    into new.programme_id
    from accounts a where a.id in (new.debit_account_id, new.credit_account_id)
      and a.kind in ('treasury', 'fund', 'savings', 'paid', 'voucher')
    order by a.kind = 'voucher' limit 1;
  return new;
end $$;

create table settlements (
  id uuid primary key,
  merchant_id uuid not null references merchants,
  period_from timestamptz not null,
  -- The first instant after the period; moved forward by closing it early.
  period_to timestamptz not null check (period_to > period_from),
  terms jsonb not null check (jsonb_typeof(terms) = 'object'),
  status text not null check (status in ('aperta', 'vuota', 'da presentare', 'presentata', 'da correggere',
    'verificata', 'in pagamento', 'respinta dalla banca', 'pagata')),
  event_number integer not null default 0,
  -- The office ended the period before its day.
  closed_early boolean not null default false,
  -- The statement.
  drawn_at timestamptz,
  present_by timestamptz,
  total_cents bigint check (total_cents > 0),
  -- The note: its number is kept when it is corrected and presented again.
  note_year integer,
  note_number integer check (note_number > 0),
  note_party jsonb check (jsonb_typeof(note_party) = 'object'),
  stamp_cents bigint check (stamp_cents >= 0),
  presented_at timestamptz,
  presented_by uuid references users,
  -- The day the money is due; it begins again where the merchant's account had to be corrected.
  pay_by timestamptz,
  verified_by uuid references users,
  -- Why it was sent back, until it is presented again.
  sent_back_reason text check (sent_back_reason <> ''),
  paid_at timestamptz,
  returns_until timestamptz,
  check ((drawn_at is null) = (total_cents is null)),
  check ((status in ('aperta', 'vuota')) = (drawn_at is null)),
  check (num_nulls(note_year, note_number, note_party, stamp_cents, presented_at, presented_by) in (0, 6)),
  check (status in ('aperta', 'vuota', 'da presentare') or presented_at is not null),
  check (status <> 'da correggere' or sent_back_reason is not null),
  check ((status = 'pagata') = (paid_at is not null)),
  unique (merchant_id, note_year, note_number)
);
-- A merchant has one period running, and the next begins where the last one ended.
create unique index settlements_open_once on settlements (merchant_id) where status = 'aperta';
create index settlements_by_merchant on settlements (merchant_id, period_from);
create index settlements_by_status on settlements (status, pay_by);

create function keep_settlement() returns trigger language plpgsql as $$
begin
  if (new.id, new.merchant_id, new.period_from, new.terms) is distinct from
    (old.id, old.merchant_id, old.period_from, old.terms)
    or old.drawn_at is not null and (new.drawn_at, new.total_cents, new.period_to) is distinct from
      (old.drawn_at, old.total_cents, old.period_to)
    or old.note_number is not null and (new.note_year, new.note_number) is distinct from
      (old.note_year, old.note_number) then
    raise exception 'a statement and the number of a note stay' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger settlements_keep_their_statement before update on settlements
  for each row execute function keep_settlement();
create trigger settlements_stay before delete or truncate on settlements
  for each statement execute function refuse_change();

create table settlement_events (
  settlement_id uuid not null references settlements,
  number integer not null check (number > 0),
  kind text not null check (kind <> ''),
  payload jsonb not null,
  actor_kind text not null check (actor_kind in ('user', 'system')),
  actor_id uuid references users,
  at timestamptz not null default clock_timestamp(),
  primary key (settlement_id, number),
  check ((actor_kind = 'user') = (actor_id is not null))
);
create trigger settlement_events_only_grow before update or delete or truncate on settlement_events
  for each statement execute function refuse_change();

-- The spends of a statement, numbered by their time. Shop and letters of the code are kept as they were.
create table settlement_lines (
  settlement_id uuid not null references settlements,
  number integer not null check (number > 0),
  redemption_id uuid not null unique references redemptions,
  programme_id uuid not null references programmes,
  at timestamptz not null,
  shop text not null,
  code_end text not null,
  receipt_number text,
  amount_cents bigint not null check (amount_cents > 0),
  primary key (settlement_id, number)
);
create trigger settlement_lines_only_grow before update or delete or truncate on settlement_lines
  for each statement execute function refuse_change();

-- A spend is in a statement or taken back, never both, however close the two acts come: both hold the spend first, and
-- look at the other only then.
create function exclude_voided() returns trigger language plpgsql as $$
begin
  perform 1 from redemptions where id = new.redemption_id for update;
  if exists (select from redemption_voids where redemption_id = new.redemption_id) then
    raise exception 'a spend that was taken back is not settled' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger settlement_lines_are_not_voided before insert on settlement_lines
  for each row execute function exclude_voided();
create function exclude_settled() returns trigger language plpgsql as $$
begin
  perform 1 from redemptions where id = new.redemption_id for update;
  if exists (select from settlement_lines where redemption_id = new.redemption_id) then
    raise exception 'a spend that was settled is not taken back' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger redemption_voids_are_not_settled before insert on redemption_voids
  for each row execute function exclude_settled();

-- Payments that go to the bank in one file. One person prepares, another one signs.
create table payment_batches (
  id uuid primary key,
  year integer not null,
  number integer not null check (number > 0),
  prepared_by uuid not null references users,
  prepared_at timestamptz not null default clock_timestamp(),
  -- The Ente's account as it stood when the batch was signed.
  treasury jsonb check (jsonb_typeof(treasury) = 'object'),
  execute_on date,
  signed_by uuid references users,
  signed_at timestamptz,
  cancelled_by uuid references users,
  cancelled_at timestamptz,
  unique (year, number),
  check (num_nulls(treasury, execute_on, signed_by, signed_at) in (0, 4)),
  check ((cancelled_by is null) = (cancelled_at is null)),
  check (signed_at is null or cancelled_at is null),
  constraint payment_batches_are_signed_by_another check (signed_by <> prepared_by)
);
create trigger payment_batches_stay before delete or truncate on payment_batches
  for each statement execute function refuse_change();
create function keep_payment_batch() returns trigger language plpgsql as $$
begin
  if old.signed_at is not null or old.cancelled_at is not null
    or (new.id, new.year, new.number, new.prepared_by, new.prepared_at) is distinct from
      (old.id, old.year, old.number, old.prepared_by, old.prepared_at) then
    raise exception 'a batch of payments is signed or given up once' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger payment_batches_end_once before update on payment_batches
  for each row execute function keep_payment_batch();

create table payments (
  -- Without its dashes the EndToEndId the bank gives back.
  id uuid primary key,
  batch_id uuid not null references payment_batches,
  settlement_id uuid not null references settlements,
  amount_cents bigint not null check (amount_cents > 0),
  creditor text not null check (creditor <> ''),
  iban text not null,
  remittance text not null,
  outcome text check (outcome in ('paid', 'refused', 'returned', 'cancelled')),
  reason text,
  outcome_at timestamptz,
  check ((outcome is null) = (outcome_at is null)),
  unique (batch_id, settlement_id)
);
-- A note is under way to the bank, or paid, once.
create unique index payments_live_once on payments (settlement_id) where outcome is null or outcome = 'paid';
create index payments_by_settlement on payments (settlement_id);
create function keep_payment() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'outcome' - 'reason' - 'outcome_at') <> (to_jsonb(old) - 'outcome' - 'reason' - 'outcome_at')
    or old.outcome is not null and not (old.outcome = 'paid' and new.outcome = 'returned') then
    raise exception 'a payment has one outcome, and may come back once' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger payments_keep_what_was_sent before update on payments for each row execute function keep_payment();
create trigger payments_stay before delete or truncate on payments
  for each statement execute function refuse_change();

-- Files of the bank with what came of the payments: read first, applied whole or not at all.
create table outcome_imports (
  id uuid primary key,
  file_name text not null,
  sha256 bytea not null check (length(sha256) = 32),
  rows jsonb not null check (jsonb_typeof(rows) = 'array'),
  read_by uuid not null references users,
  read_at timestamptz not null default clock_timestamp(),
  applied_by uuid references users,
  applied_at timestamptz,
  check ((applied_by is null) = (applied_at is null))
);
