-- Up Migration

-- Which approved applications of a programme are controlled (DPR 445/2000 art. 71), drawn so that nobody can choose: a
-- secret and the list are fixed first, a number drawn in public comes after. Before the draw the secret is sealed (0035).
create table samples (
  -- Chosen by the form that asks: posted twice, it is one sample.
  id uuid primary key,
  programme_id uuid not null references programmes,
  number integer not null check (number > 0),
  percent integer not null check (percent between 1 and 100),
  listed integer not null check (listed > 0),
  -- SHA-256 of the list: a protocol number a line.
  list_sha256 text not null check (list_sha256 ~ '^[0-9a-f]{64}$'),
  -- SHA-256 of the secret.
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  sealed_secret text,
  prepared_by uuid not null references users,
  prepared_at timestamptz not null default clock_timestamp(),
  secret text,
  public_number text check (public_number <> ''),
  public_source text check (public_source <> ''),
  drawn_by uuid references users,
  drawn_at timestamptz,
  unique (programme_id, number),
  check (num_nulls(secret, public_number, public_source, drawn_by, drawn_at) in (0, 5)),
  check ((sealed_secret is null) = (secret is not null))
);
create unique index samples_under_preparation on samples (programme_id) where drawn_at is null;
create function draw_once() returns trigger language plpgsql as $$
declare
  drawn text[] := array['sealed_secret', 'secret', 'public_number', 'public_source', 'drawn_by', 'drawn_at'];
begin
  if old.drawn_at is not null or new.drawn_at is null or (to_jsonb(new) - drawn) is distinct from (to_jsonb(old) - drawn) then
    raise exception 'a sample is drawn once, as it was prepared' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger samples_stay before delete or truncate on samples for each statement execute function refuse_change();
create trigger samples_are_drawn_once before update on samples
  for each row when (not resealing()) execute function draw_once();
create trigger samples_sealed_anew before update on samples
  for each row when (resealing()) execute function keep_all_but_sealed('sealed_secret');
select audited('samples', 'programme', 'r.programme_id',
  'case when r.drawn_at is null then ''control.sample-prepared'' else ''control.sample-drawn'' end',
  'coalesce(r.drawn_by, r.prepared_by)',
  '{id,programme_id,number,percent,listed,list_sha256,commitment,prepared_by,prepared_at,secret,public_number,public_source,drawn_by,drawn_at}',
  at => 'r.prepared_at', changes => true);

-- Among whom a sample is drawn, as they were when it was prepared.
create table sample_entries (
  sample_id uuid not null references samples,
  application_id uuid not null references applications,
  primary key (sample_id, application_id)
);
create index sample_entries_by_application on sample_entries (application_id);
create trigger sample_entries_only_grow before update or delete or truncate on sample_entries
  for each statement execute function refuse_change();

-- The control of an application that was drawn. Nobody is drawn twice.
create table declaration_checks (
  application_id uuid primary key references applications,
  sample_id uuid not null,
  place integer not null check (place > 0),
  closed_by uuid references users,
  closed_at timestamptz,
  unique (sample_id, place),
  foreign key (sample_id, application_id) references sample_entries,
  check ((closed_by is null) = (closed_at is null))
);
create function close_check_once() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null or new.closed_at is null
    or (to_jsonb(new) - array['closed_by', 'closed_at']) is distinct from (to_jsonb(old) - array['closed_by', 'closed_at']) then
    raise exception 'a control is closed once' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger declaration_checks_stay before delete or truncate on declaration_checks
  for each statement execute function refuse_change();
create trigger declaration_checks_are_closed_once before update on declaration_checks
  for each row execute function close_check_once();
select audited('declaration_checks', 'application', 'r.application_id',
  'case when r.closed_at is null then ''control.application-drawn'' else ''control.check-closed'' end',
  'coalesce(r.closed_by, (select s.drawn_by from samples s where s.id = r.sample_id))',
  '{application_id,sample_id,place,closed_by,closed_at}',
  at => 'r.closed_at', key => 'r.application_id::text', changes => true);

-- What was found of each declaration; it may be changed until the control is closed. What was written is sealed.
create table check_outcomes (
  application_id uuid not null references declaration_checks,
  declaration text not null check (declaration <> ''),
  outcome text not null check (outcome in ('confermata', 'difforme', 'non verificabile')),
  words jsonb not null,
  recorded_by uuid not null references users,
  at timestamptz not null default clock_timestamp(),
  primary key (application_id, declaration)
);
create function keep_closed_outcomes() returns trigger language plpgsql as $$
begin
  perform 1 from declaration_checks where application_id = new.application_id and closed_at is null for share;
  if not found then
    raise exception 'the outcomes of a closed control stay as they are' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger check_outcomes_stay before delete or truncate on check_outcomes
  for each statement execute function refuse_change();
create trigger check_outcomes_only_while_open before insert on check_outcomes
  for each row execute function keep_closed_outcomes();
create trigger check_outcomes_changed_while_open before update on check_outcomes
  for each row when (not resealing()) execute function keep_closed_outcomes();
create trigger check_outcomes_sealed_anew before update on check_outcomes
  for each row when (resealing()) execute function keep_all_but_sealed('words');
select audited('check_outcomes', 'application', 'r.application_id', '''control.declaration-checked''', 'r.recorded_by',
  '{application_id,declaration,outcome,recorded_by,at}',
  key => 'r.application_id || ''/'' || r.declaration', changes => true);

-- What was spent without a right to it is owed back (art. 75): how far that has come. The last step is how it stands.
create table recovery_steps (
  application_id uuid not null references declaration_checks,
  number integer not null check (number > 0),
  state text not null check (state in ('da richiedere', 'richiesta', 'pagata', 'iscritta a ruolo', 'archiviata')),
  -- The day it happened, and what the ledger said then was spent.
  day date not null,
  amount_cents bigint not null check (amount_cents >= 0),
  note text not null check (note <> ''),
  recorded_by uuid not null references users,
  at timestamptz not null default clock_timestamp(),
  primary key (application_id, number),
  check ((number = 1) = (state = 'da richiedere'))
);
create trigger recovery_steps_only_grow before delete or truncate on recovery_steps
  for each statement execute function refuse_change();
create trigger recovery_steps_unchanged before update on recovery_steps
  for each statement when (not resealing()) execute function refuse_change();
create trigger recovery_steps_sealed_anew before update on recovery_steps
  for each row when (resealing()) execute function keep_all_but_sealed('note');
select audited('recovery_steps', 'application', 'r.application_id', '''recovery.'' || replace(r.state, '' '', ''-'')',
  'r.recorded_by', '{application_id,number,state,day,amount_cents,recorded_by,at}',
  key => 'r.application_id || ''/'' || r.number');

-- Whether the Ente still waits for money of an application: as long as it does, it has to know of whom.
create function recovery_open(application uuid) returns boolean language sql stable as $$
  select coalesce((select state not in ('pagata', 'archiviata') from recovery_steps
    where application_id = application order by number desc limit 1), false)
$$;
create or replace function retention_over(application applications) returns boolean language sql stable as $$
  select exists (select from retentions
      where programme_id = application.programme_id and erase_at <= clock_timestamp())
    and not exists (select from retention_holds h
      where h.programme_id = application.programme_id and h.lifted_at is null
        and coalesce(h.application_id, application.id) = application.id)
    and not exists (select from legal_holds where citizen_id = application.citizen_id and lifted_at is null)
    and not exists (select from vouchers
      where application_id = application.id and status in ('attivo', 'bloccato'))
    and application.status not in ('bozza', 'presentata')
    and not recovery_open(application.id)
$$;
