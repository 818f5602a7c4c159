-- Up Migration

-- What is still to be told to a workflow. Written in the transaction of the act, removed once delivered.
create table outbox (
  id bigint generated always as identity primary key,
  process text not null check (process in ('application', 'ticket', 'message')),
  business_id uuid not null,
  number integer not null check (number > 0),
  event jsonb not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error text,
  created_at timestamptz not null default now(),
  unique (process, business_id, number)
);
create index outbox_due on outbox (next_attempt_at, id);

create function announce_outbox() returns trigger language plpgsql as $$
begin
  notify outbox;
  return null;
end $$;
create trigger outbox_announces after insert on outbox
  for each statement execute function announce_outbox();

-- The answer given to an unsafe call, by who made it and the key they chose.
create table idempotency_keys (
  actor_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  request_sha256 bytea not null,
  -- json, not jsonb: the answer is given again to the letter.
  outcome json,
  created_at timestamptz not null default now(),
  primary key (actor_id, key)
);
