-- Up Migration

-- Who waits for a page, when more people come than can be served: one row each, found by a random number of the browser's
-- or a keyed hash of the person's id. A turn is microseconds of Unix time (domain/waiting-room/turn.ts).
create table waiting_turns (
  holder bytea primary key check (octet_length(holder) = 16),
  arrived_at bigint not null check (arrived_at > 0),
  turn bigint not null check (turn > 0),
  seen_at timestamptz not null default now()
) with (fillfactor = 70);
create index waiting_turns_order on waiting_turns (turn);

-- How far the calls have come, one row for all processes.
create table waiting_room (
  only_row boolean primary key default true check (only_row),
  called bigint not null default 0,
  calls bigint not null default 0
);
insert into waiting_room default values;
