-- Up Migration

-- How long what a closed programme knows of people stays, from its closing on; then it is erased application by application.
create table retentions (
  programme_id uuid primary key references programmes,
  closed_at timestamptz not null,
  months integer not null check (months between 12 and 600),
  erase_at timestamptz not null check (erase_at > closed_at),
  event_number integer not null check (event_number > 0),
  erased integer not null default 0 check (erased >= 0),
  done_at timestamptz
);
create trigger retentions_stay before delete or truncate on retentions
  for each statement execute function refuse_change();

create table retention_events (
  programme_id uuid not null references retentions,
  number integer not null check (number > 0),
  kind text not null check (kind in ('closed', 'moved', 'hold-lifted', 'finished')),
  payload jsonb not null,
  actor_kind text not null check (actor_kind in ('user', 'system')),
  actor_id uuid references users,
  at timestamptz not null default clock_timestamp(),
  primary key (programme_id, number),
  check ((actor_kind = 'user') = (actor_id is not null))
);
create trigger retention_events_only_grow before update or delete or truncate on retention_events
  for each statement execute function refuse_change();
select audited('retention_events', 'programme', 'r.programme_id', '''retention.'' || r.kind', 'r.actor_id',
  '{programme_id,number,kind,payload,actor_kind,actor_id,at}',
  actor_kind => 'r.actor_kind', key => 'r.programme_id || ''/'' || r.number');

-- What has to stay as long as somebody needs it for a claim (GDPR art. 17 c. 3 lett. e): a programme, or one application.
create table retention_holds (
  id uuid primary key,
  programme_id uuid not null references programmes,
  application_id uuid references applications,
  reason text not null check (reason <> ''),
  set_by uuid not null references users,
  set_at timestamptz not null default clock_timestamp(),
  lifted_by uuid references users,
  lifted_at timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
create index retention_holds_in_force on retention_holds (programme_id, application_id) where lifted_at is null;
create trigger retention_holds_stay before delete or truncate on retention_holds
  for each statement execute function refuse_change();
select audited('retention_holds', 'programme', 'r.programme_id',
  'case when r.lifted_by is null then ''retention.held'' else ''retention.hold-lifted'' end',
  'coalesce(r.lifted_by, r.set_by)', '{id,programme_id,application_id,reason,set_by,set_at,lifted_by,lifted_at}',
  at => 'r.set_at', changes => true);

-- Whether an application may be erased now: its programme's term is over, nobody claims anything, no voucher can be spent.
create function retention_over(application applications) returns boolean language sql stable as $$
  select exists (select from retentions
      where programme_id = application.programme_id and erase_at <= clock_timestamp())
    and not exists (select from retention_holds h
      where h.programme_id = application.programme_id and h.lifted_at is null
        and coalesce(h.application_id, application.id) = application.id)
    and not exists (select from legal_holds where citizen_id = application.citizen_id and lifted_at is null)
    and not exists (select from vouchers
      where application_id = application.id and status in ('attivo', 'bloccato'))
    and application.status not in ('bozza', 'presentata')
$$;

-- Erased: of the application stay its number, its days, its amounts and how many members there were, and nobody's name.
alter table applications add column erased_at timestamptz;
create index applications_to_erase on applications (programme_id) where erased_at is null;
create function erase_when_over() returns trigger language plpgsql as $$
begin
  if old.erased_at is not null or not retention_over(old) then
    raise exception 'an application is erased once, when its term is over' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger applications_erased_when_over before update on applications
  for each row when (new.erased_at is distinct from old.erased_at) execute function erase_when_over();

-- The documents of an erased application go too.
create or replace function attach_to_drafts_only() returns trigger language plpgsql as $$
declare
  touched attachments := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_op = 'DELETE' and exists (select from applications a
    where a.id = touched.application_id
      and (a.erased_at is not null or a.status in ('annullata', 'respinta') and erasure_decided(a.citizen_id))) then
    return old;
  end if;
  -- For share: sending the application, or the answer, waits and is seen.
  if touched.request_id is null then
    perform 1 from applications where id = touched.application_id and status = 'bozza' for share;
  else
    perform 1 from citizen_requests
      where id = touched.request_id and application_id = touched.application_id
        and num_nonnulls(answered_at, lapsed_at, dropped_at) = 0
      for share;
  end if;
  if not found then
    raise exception 'attachments of a sent application stay as they are' using errcode = 'restrict_violation';
  end if;
  return touched;
end $$;

-- A process more than those there were.
do $$
declare
  names text;
begin
  select string_agg(distinct quote_literal(words.word[1]), ', ') into names
  from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([a-z-]+)''', 'gi') as words(word)
  where c.conname = 'outbox_process_check';
  alter table outbox drop constraint outbox_process_check;
  execute format('alter table outbox add constraint outbox_process_check check (process in (%s, ''retention''))', names);
end $$;

-- Programmes closed before: their term runs from the day of their closing, as far as it is known.
with closed as (
  select p.id, coalesce((select max(e.at) from audit_entries e where e.subject_id = p.id and e.act = 'programme.closed'),
    now()) as at
  from programmes p where p.status = 'chiuso'),
kept as (
  insert into retentions (programme_id, closed_at, months, erase_at, event_number)
  select id, at, 120, at + interval '120 months', 1 from closed returning programme_id, erase_at),
happened as (
  select programme_id, jsonb_build_object('kind', 'closed', 'eraseAt', erase_at) as event from kept),
told as (
  insert into outbox (process, business_id, number, event) select 'retention', programme_id, 1, event from happened)
insert into retention_events (programme_id, number, kind, payload, actor_kind)
  select programme_id, 1, 'closed', event, 'system' from happened;
