-- Up Migration

-- Every sign-in is a row: it can be seen, and ended at once, by itself or with all others of the person. When it ends by
-- itself is judged by this database's clock. Rows are touched at most once a minute; free space keeps that in place.
create table sessions (
  id uuid primary key,
  user_id uuid not null references users,
  -- The user's when it was opened; raised, it ends them all.
  session_version integer not null,
  method text not null check (method in ('password', 'spid', 'cie', 'cns', 'pin')),
  level text not null check (level in ('simplified', 'l1', 'l2', 'l3')),
  started_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  idle_seconds integer not null check (idle_seconds > 0),
  ends_at timestamptz not null check (ends_at > started_at),
  ended_at timestamptz,
  -- Shortened, so that the person knows their own again: '93.40.…', 'Firefox, Windows'.
  network text check (length(network) <= 40),
  device text check (length(device) <= 60),
  -- What a passkey has to sign, once.
  challenge text,
  challenge_until timestamptz,
  check ((challenge is null) = (challenge_until is null))
) with (fillfactor = 70);
create index sessions_by_user on sessions (user_id, started_at desc);

-- A device somebody has signed in on before: what others try elsewhere does not slow it.
create table known_devices (
  token_hash bytea not null,
  user_id uuid not null references users,
  seen_at timestamptz not null default now(),
  primary key (token_hash, user_id)
);
create index known_devices_by_user on known_devices (user_id);

-- Tries to sign in, by keyed hash of what is counted: a name, an address, a name from an address, a known device. Not
-- logged: a server that crashes begins them again.
create unlogged table sign_in_counts (
  key bytea primary key,
  tries integer not null check (tries >= 0),
  last_at timestamptz not null,
  -- The next try is taken from here on.
  open_at timestamptz not null,
  told_at timestamptz
);
create index sign_in_counts_by_time on sign_in_counts (last_at);

-- A password that was sent is good until then, and only for its change.
alter table users
  add column password_until timestamptz,
  -- Counts only where the demo lives: `installation.demo`.
  add column second_factor_waived boolean not null default false;
update users set password_until = now() + interval '7 days' where must_change_password;
update users set second_factor_waived = true where (select demo from installation);

create table totp_factors (
  user_id uuid primary key references users,
  -- Encrypted; the key is not in this database.
  secret bytea not null,
  confirmed_at timestamptz,
  -- The step of the last code that was taken: neither it nor one before it is taken again.
  last_step bigint not null default 0
);
create table passkeys (
  id text primary key,
  user_id uuid not null references users,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index passkeys_by_user on passkeys (user_id);
create table recovery_codes (
  code_hash bytea primary key,
  user_id uuid not null references users,
  used_at timestamptz
);
create index recovery_codes_by_user on recovery_codes (user_id);

-- What was done about somebody's access, and by whom.
create table access_events (
  id uuid primary key,
  user_id uuid not null references users,
  actor_id uuid not null references users,
  kind text not null check (kind in ('password-changed', 'password-recovered', 'session-ended', 'sessions-ended',
    'totp-added', 'totp-removed', 'passkey-added', 'passkey-removed', 'recovery-codes-made', 'recovery-code-used',
    'second-factor-reset')),
  reason text,
  at timestamptz not null default clock_timestamp(),
  check ((kind = 'second-factor-reset') = (reason is not null)),
  check (kind <> 'second-factor-reset' or actor_id <> user_id)
);
create index access_events_by_user on access_events (user_id, at);
create trigger access_events_only_grow before update or delete or truncate on access_events
  for each statement execute function refuse_change();
