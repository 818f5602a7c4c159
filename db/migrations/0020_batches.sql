-- Up Migration

-- Acts on many applications at once. Prepared first, with what would be done to each; done only once confirmed.
create table batches (
  id uuid primary key,
  kind text not null check (kind in ('decide', 'results', 'extend', 'assign')),
  requested_by uuid not null references users,
  params jsonb not null default '{}' check (jsonb_typeof(params) = 'object'),
  -- Of all that it would do, known once all its rows are written.
  fingerprint bytea check (length(fingerprint) = 32),
  created_at timestamptz not null default clock_timestamp(),
  ready_at timestamptz,
  confirmed_at timestamptz,
  finished_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by uuid references users,
  check ((ready_at is null) = (fingerprint is null)),
  check (confirmed_at is null or ready_at is not null),
  check (finished_at is null or confirmed_at is not null),
  check ((cancelled_at is null) = (cancelled_by is null))
);
-- The same thing asked for twice, by a double click or a reload, is one batch until it has ended.
create unique index batches_open_once on batches (fingerprint) where finished_at is null and cancelled_at is null;
create index batches_by_time on batches (created_at);

create table batch_rows (
  batch_id uuid not null references batches on delete cascade,
  position integer not null check (position > 0),
  -- The line of the file it came in, where it came in one.
  line integer check (line > 0),
  application_id uuid references applications,
  voucher_id uuid references vouchers,
  -- The protocol number, or what was typed in its place.
  label text not null,
  -- What is to be done, frozen as it was shown; null where nothing can be.
  task jsonb check (jsonb_typeof(task) = 'object'),
  warnings jsonb not null default '[]' check (jsonb_typeof(warnings) = 'array'),
  state text not null check (state in ('in coda', 'esclusa', 'fatta', 'rifiutata')),
  refusal jsonb check (jsonb_typeof(refusal) = 'object'),
  result jsonb check (jsonb_typeof(result) = 'object'),
  attempts integer not null default 0,
  done_at timestamptz,
  primary key (batch_id, position),
  check ((state = 'rifiutata') = (refusal is not null)),
  check (state = 'rifiutata' or (task is not null and application_id is not null)),
  check (state <> 'fatta' or (result is not null and done_at is not null))
);
create unique index batch_rows_one_application on batch_rows (batch_id, application_id) where state <> 'rifiutata';
create index batch_rows_by_state on batch_rows (batch_id, state, attempts, position);

-- What was shown is what is done, and what was done stays said: a row changes only from waiting to its end.
create function keep_batch_row() returns trigger language plpgsql as $$
declare
  confirmed boolean;
begin
  select confirmed_at is not null into confirmed from batches where id = old.batch_id;
  if tg_op = 'DELETE' then
    -- With its whole batch it goes before this asks; alone it goes only from a preview.
    if confirmed then
      raise exception 'a confirmed batch keeps its rows' using errcode = 'restrict_violation';
    end if;
    return old;
  end if;
  if old.state in ('fatta', 'rifiutata')
    or (new.batch_id, new.position, new.line, new.application_id, new.voucher_id, new.label, new.task, new.warnings)
      is distinct from
      (old.batch_id, old.position, old.line, old.application_id, old.voucher_id, old.label, old.task, old.warnings) then
    raise exception 'a row of a batch is done once, as it was shown' using errcode = 'restrict_violation';
  end if;
  if new.state <> old.state and confirmed <> (new.state in ('fatta', 'rifiutata')) then
    raise exception 'rows are chosen before, and done after, their batch is confirmed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger batch_rows_kept before update or delete on batch_rows for each row execute function keep_batch_row();

create function keep_batch() returns trigger language plpgsql as $$
begin
  if old.confirmed_at is not null then
    raise exception 'a confirmed batch is never removed' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create trigger batches_kept before delete on batches for each row execute function keep_batch();
create trigger batches_never_emptied before truncate on batches for each statement execute function refuse_change();
create trigger batch_rows_never_emptied before truncate on batch_rows for each statement execute function refuse_change();
