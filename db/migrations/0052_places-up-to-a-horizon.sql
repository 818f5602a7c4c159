-- Up Migration

-- Who comes to a crowd takes a place of their own only when their turn is near (0056): up to the horizon, in microseconds of
-- Unix time. Whoever came after it has the moment of their arrival alone, and density tells how many of a second those are.
alter table waiting_room
  add column horizon bigint not null default 0,
  add column moved_at timestamptz not null default 'epoch',
  add column density double precision not null default 0 check (density >= 0);
