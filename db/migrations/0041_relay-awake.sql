-- Up Migration

-- Until when a relay looks into the outbox by itself: one row.
create table relay_wakefulness (
  one boolean primary key default true check (one),
  awake_until timestamptz not null
);
insert into relay_wakefulness (awake_until) values ('epoch');

-- A commit that notifies holds a lock of the whole server until it is on the disk, so that such commits wait for one
-- another instead of going to the disk together. Who is awake need not be woken.
create or replace function announce_outbox() returns trigger language plpgsql as $$
begin
  if not exists (select from relay_wakefulness where awake_until > clock_timestamp()) then
    notify outbox;
  end if;
  return null;
end $$;
