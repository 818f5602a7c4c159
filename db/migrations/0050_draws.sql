-- Up Migration

-- The draw that orders equals. The secret is made when the programme is published, and kept sealed; its digest is shown
-- from then on. When the last window has closed, the number drawn in public is written beside it, once, and the secret told.
create table programme_draws (
  programme_id uuid primary key references programmes,
  secret text not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  committed_by uuid not null references users,
  committed_at timestamptz not null default clock_timestamp(),
  told_secret text,
  public_number text check (public_number ~ '^[0-9A-Za-z]+( [0-9A-Za-z]+)*$'),
  drawn_by uuid references users,
  drawn_at timestamptz,
  check (num_nulls(told_secret, public_number, drawn_by, drawn_at) in (0, 4)),
  constraint programme_draws_tell_what_was_committed check (commitment = encode(sha256(convert_to(told_secret, 'UTF8')), 'hex'))
);
create function guard_programme_draw() returns trigger language plpgsql as $$
begin
  -- The sealed secret may be sealed by another key.
  if (old.drawn_at is not null and to_jsonb(new) - 'secret' <> to_jsonb(old) - 'secret')
    or (new.programme_id, new.commitment, new.committed_by, new.committed_at)
      is distinct from (old.programme_id, old.commitment, old.committed_by, old.committed_at) then
    raise exception 'a draw is made once, by the secret it was committed to' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger programme_draws_are_made_once before update on programme_draws for each row execute function guard_programme_draw();
create trigger programme_draws_stay before delete or truncate on programme_draws
  for each statement execute function refuse_change();
select audited('programme_draws', 'programme', 'r.programme_id',
  'case when r.drawn_at is null then ''programme.draw-committed'' else ''programme.draw-made'' end',
  'coalesce(r.drawn_by, r.committed_by)',
  '{programme_id,commitment,committed_by,committed_at,told_secret,public_number,drawn_by,drawn_at}',
  at => 'r.committed_at', key => 'r.programme_id::text', changes => true);

-- Where an application stands in its programme's draw (domain/draw.ts): the first 52 bits of its ticket, which a double
-- holds exactly; null until the draw was made.
create function drawn_figure(programme uuid, year integer, number integer) returns double precision language sql stable as $$
  select ('x000' || substr(encode(sha256(convert_to(
    'parita|' || told_secret || '|' || public_number || '|' || $3 || '/' || $2, 'UTF8')), 'hex'), 1, 13))
    ::bit(64)::bigint::double precision
  from programme_draws where programme_id = $1 and drawn_at is not null
$$;

-- A place in the waiting list may take its ticket where it had none.
create or replace function guard_waiting_list() returns trigger language plpgsql as $$
begin
  if old.left_at is not null
    or (to_jsonb(new) - 'left_at' - 'outcome' - 'place') <> (to_jsonb(old) - 'left_at' - 'outcome' - 'place')
    or new.place is distinct from old.place and (
      old.place[cardinality(old.place)] is not null
      or new.place is distinct from
        old.place[1:cardinality(old.place) - 1] || drawn_figure(old.programme_id, old.registered_year, old.registered_number)) then
    raise exception 'a place in the waiting list is only left, once' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
