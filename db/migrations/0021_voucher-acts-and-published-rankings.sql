-- Up Migration

-- What the office did with a voucher, when and why: the row that explains each event to an auditor. Numbers and codes
-- stand here without what would open anything.
create table voucher_acts (
  -- Chosen by the form that asks: posted twice, it is one act.
  id uuid primary key,
  application_id uuid not null references applications,
  voucher_id uuid references vouchers,
  act text not null check (act in ('block', 'unblock', 'extend', 'reissue', 'change-mobile', 'resend', 'revoke')),
  reason text,
  from_value text,
  to_value text,
  actor_kind text not null check (actor_kind in ('user', 'system')),
  actor_id uuid references users,
  at timestamptz not null default clock_timestamp(),
  constraint voucher_acts_are_reasoned
    check (reason <> '' and (reason is not null or act in ('change-mobile', 'resend'))),
  -- An approval may be taken back before its voucher was issued.
  constraint voucher_acts_have_a_voucher check (voucher_id is not null or act = 'revoke')
);
create index voucher_acts_by_application on voucher_acts (application_id, at);
create trigger voucher_acts_only_grow before update or delete or truncate on voucher_acts
  for each statement execute function refuse_change();

-- Codes that were replaced: they open nothing any more, and are never given to anybody again.
create table retired_codes (
  code text primary key check (code ~ '^[A-HJKMNP-Z2-9]{7}$'),
  voucher_id uuid not null references vouchers,
  retired_at timestamptz not null default clock_timestamp()
);
create index retired_codes_by_voucher on retired_codes (voucher_id);
create trigger retired_codes_only_grow before update or delete or truncate on retired_codes
  for each statement execute function refuse_change();

-- Looked at after the code was written: an act that retires the same code at that moment was waited for by then.
create function refuse_retired_code() returns trigger language plpgsql as $$
begin
  if exists (select from retired_codes where code = new.code) then
    raise exception 'a retired code is never given again' using errcode = 'unique_violation';
  end if;
  return null;
end $$;
create trigger vouchers_never_take_retired_codes after insert or update of code on vouchers
  for each row execute function refuse_retired_code();

-- The office looks up how each SMS of a voucher fared, by the beginning of its key.
create index messages_by_key on messages (business_key text_pattern_ops);

-- The ranking of a programme as it was published: it never moves, and its hash lets anybody check that.
create table published_rankings (
  id uuid primary key,
  programme_id uuid not null references programmes,
  number integer not null check (number > 0),
  -- The list to the letter: what the hash is of, and what may be downloaded.
  document text not null,
  places integer not null check (places >= 0),
  sha256 bytea not null check (length(sha256) = 32),
  published_by uuid not null references users,
  published_at timestamptz not null default clock_timestamp(),
  unique (programme_id, number),
  constraint published_rankings_are_what_they_say check (sha256 = sha256(convert_to(document, 'UTF8')))
);
create trigger published_rankings_only_grow before update or delete or truncate on published_rankings
  for each statement execute function refuse_change();
