-- Up Migration

-- Savings (economie): what a closed programme leaves. A revoked voucher returns to the fund like an expired one.
alter table accounts drop constraint accounts_kind_check;
alter table accounts add constraint accounts_kind_check
  check (kind in ('treasury', 'fund', 'voucher', 'merchant', 'paid', 'savings'));
alter table transfers drop constraint transfers_kind_check;
alter table transfers add constraint transfers_kind_check check (kind in (
  'allocation', 'reduction', 'issue', 'redemption', 'void', 'expiry', 'revocation', 'closing'));

-- Whose money a transfer moves, told by its accounts: a programme's own, or its applications'. Null where it is nobody's alone.
alter table transfers add column programme_id uuid references programmes;
create function programme_of_accounts(debit uuid, credit uuid) returns uuid language sql stable as $$
  select coalesce(
    (select owner_id from accounts where id in (debit, credit) and kind in ('treasury', 'fund', 'savings') limit 1),
    (select p.programme_id from accounts a join applications p on p.id = a.owner_id
      where a.id in (debit, credit) and a.kind = 'voucher' limit 1))
$$;
create function name_programme_of_transfer() returns trigger language plpgsql as $$
begin
  new.programme_id := programme_of_accounts(new.debit_account_id, new.credit_account_id);
  return new;
end $$;
create trigger transfers_name_their_programme before insert on transfers
  for each row execute function name_programme_of_transfer();
alter table transfers disable trigger transfers_only_grow;
update transfers set programme_id = programme_of_accounts(debit_account_id, credit_account_id);
alter table transfers enable trigger transfers_only_grow;
-- A page of movements of one kind, or of several merged: ids rise with time.
create index transfers_by_programme on transfers (programme_id, kind, id);

-- What has happened to a programme, numbered under the lock of its fund: what its workflow is told of.
create table programme_events (
  programme_id uuid not null references programmes,
  number integer not null check (number > 0),
  kind text not null check (kind in ('fund-replenished', 'closed')),
  at timestamptz not null default clock_timestamp(),
  primary key (programme_id, number)
);
create trigger programme_events_only_grow before update or delete or truncate on programme_events
  for each statement execute function refuse_change();

-- Approvals the fund did not reach for. Who has left stays, with how.
create table waiting_list (
  decision_id uuid primary key references decisions,
  application_id uuid not null references applications,
  programme_id uuid not null references programmes,
  amount_cents bigint not null check (amount_cents > 0),
  -- The place by the programme's declared order: a figure for each key, the smaller the earlier, unknown ones last.
  place double precision[] not null,
  registered_year integer not null,
  registered_number integer not null,
  joined_at timestamptz not null default clock_timestamp(),
  left_at timestamptz,
  outcome text check (outcome in ('served', 'left', 'ended')),
  check ((left_at is null) = (outcome is null))
);
create unique index waiting_list_once on waiting_list (application_id) where left_at is null;
create index waiting_list_in_order on waiting_list (programme_id, place, registered_year, registered_number)
  where left_at is null;
create function guard_waiting_list() returns trigger language plpgsql as $$
begin
  if old.left_at is not null or (to_jsonb(new) - 'left_at' - 'outcome') <> (to_jsonb(old) - 'left_at' - 'outcome') then
    raise exception 'a place in the waiting list is only left, once' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger waiting_list_is_only_left before update on waiting_list
  for each row execute function guard_waiting_list();
create trigger waiting_list_stays before delete or truncate on waiting_list
  for each statement execute function refuse_change();

-- The fund shared out after the closing: each application's amount, set once.
create table shares (
  application_id uuid primary key references applications,
  programme_id uuid not null references programmes,
  members integer not null check (members > 0),
  percent integer not null check (percent between 0 and 100),
  amount_cents bigint not null check (amount_cents >= 0),
  set_by uuid not null references users,
  set_at timestamptz not null default clock_timestamp()
);
create index shares_by_programme on shares (programme_id);
create trigger shares_only_grow before update or delete or truncate on shares
  for each statement execute function refuse_change();

-- Figures of the budget page, counted as things happen, so that no page counts millions of rows. Each row is split in
-- stripes by connection, and counted at the end of the transaction: two acts hardly ever wait for each other here.
create function figure_stripe() returns smallint language sql volatile as $$ select (pg_backend_pid() % 8)::smallint $$;
create function civil_day(at timestamptz) returns date language sql stable as $$ select (at at time zone 'Europe/Rome')::date $$;

-- Movements and cents by kind, on the civil day they were made.
create table ledger_days (
  programme_id uuid not null,
  kind text not null,
  day date not null,
  stripe smallint not null,
  movements bigint not null,
  cents bigint not null,
  primary key (programme_id, kind, day, stripe)
);
insert into ledger_days
  select programme_id, kind, civil_day(at), 0, count(*), sum(amount_cents) from transfers
  where programme_id is not null group by 1, 2, 3;
create function count_transfer() returns trigger language plpgsql as $$
begin
  insert into ledger_days as f
    select new.programme_id, new.kind, civil_day(new.at), figure_stripe(), 1, new.amount_cents
    where new.programme_id is not null
    on conflict (programme_id, kind, day, stripe)
    do update set movements = f.movements + 1, cents = f.cents + excluded.cents;
  return null;
end $$;
create constraint trigger transfers_are_counted after insert on transfers deferrable initially deferred
  for each row execute function count_transfer();

-- Events of applications by kind, on the civil day they happened.
create table event_days (
  programme_id uuid not null,
  kind text not null,
  day date not null,
  stripe smallint not null,
  events bigint not null,
  primary key (programme_id, kind, day, stripe)
);
insert into event_days
  select a.programme_id, e.kind, civil_day(e.at), 0, count(*)
  from application_events e join applications a on a.id = e.application_id group by 1, 2, 3;
create function count_event() returns trigger language plpgsql as $$
begin
  insert into event_days as f
    select programme_id, new.kind, civil_day(new.at), figure_stripe(), 1 from applications where id = new.application_id
    on conflict (programme_id, kind, day, stripe) do update set events = f.events + 1;
  return null;
end $$;
create constraint trigger application_events_are_counted after insert on application_events deferrable initially deferred
  for each row execute function count_event();

-- How many registered applications stand in each state and phase, by the civil day of their registration.
create table standing_days (
  programme_id uuid not null,
  status text not null,
  phase text not null,
  day date not null,
  stripe smallint not null,
  applications bigint not null,
  primary key (programme_id, status, phase, day, stripe)
);
insert into standing_days
  select a.programme_id, a.status, coalesce(a.phase, ''), civil_day(r.registered_at), 0, count(*)
  from applications a join registrations r on r.application_id = a.id group by 1, 2, 3, 4;
-- A registered application counts where it stands; each move counts it out and in.
create function count_standing() returns trigger language plpgsql as $$
begin
  insert into standing_days as f
    select m.programme_id, m.status, m.phase, civil_day(r.registered_at), figure_stripe(), m.applications
    from registrations r, (values
      (old.programme_id, old.status, coalesce(old.phase, ''), -1),
      (new.programme_id, new.status, coalesce(new.phase, ''), 1)) as m (programme_id, status, phase, applications)
    where r.application_id = new.id and m.status <> 'bozza'
    order by 2, 3
    on conflict (programme_id, status, phase, day, stripe)
    do update set applications = f.applications + excluded.applications;
  return null;
end $$;
create constraint trigger applications_are_counted after update on applications deferrable initially deferred
  for each row when ((old.status, old.phase) is distinct from (new.status, new.phase)) execute function count_standing();

-- How many civil days an application waited for the office: to be taken in charge, to be decided, each the first time.
create table lead_times (
  programme_id uuid not null,
  step text not null check (step in ('take-in-charge', 'decision')),
  days integer not null,
  stripe smallint not null,
  applications bigint not null,
  primary key (programme_id, step, days, stripe)
);
create function count_lead_time() returns trigger language plpgsql as $$
declare
  counted_step text := case new.kind when 'taken-in-charge' then 'take-in-charge' else 'decision' end;
  same text[] := case new.kind when 'taken-in-charge' then array['taken-in-charge']
    else array['approved', 'wait-listed', 'rejected'] end;
begin
  if exists (select from application_events
    where application_id = new.application_id and number < new.number and kind = any (same)) then return null; end if;
  insert into lead_times as f
    select a.programme_id, counted_step, greatest(civil_day(new.at) - civil_day(r.registered_at), 0), figure_stripe(), 1
    from applications a join registrations r on r.application_id = a.id where a.id = new.application_id
    on conflict (programme_id, step, days, stripe) do update set applications = f.applications + 1;
  return null;
end $$;
insert into lead_times
  select a.programme_id, e.step, greatest(civil_day(e.at) - civil_day(r.registered_at), 0), 0, count(*)
  from (
    select application_id, case kind when 'taken-in-charge' then 'take-in-charge' else 'decision' end as step, min(at) as at
    from application_events where kind in ('taken-in-charge', 'approved', 'wait-listed', 'rejected') group by 1, 2) as e
  join applications a on a.id = e.application_id join registrations r on r.application_id = a.id
  group by 1, 2, 3;
create constraint trigger lead_times_are_counted after insert on application_events deferrable initially deferred
  for each row when (new.kind in ('taken-in-charge', 'approved', 'wait-listed', 'rejected'))
  execute function count_lead_time();

-- Figures are counted here alone.
create function guard_figures() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'figures move only with what they count' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger ledger_days_are_counted before insert or update or delete or truncate on ledger_days
  for each statement execute function guard_figures();
create trigger event_days_are_counted before insert or update or delete or truncate on event_days
  for each statement execute function guard_figures();
create trigger standing_days_are_counted before insert or update or delete or truncate on standing_days
  for each statement execute function guard_figures();
create trigger lead_times_stay_counted before insert or update or delete or truncate on lead_times
  for each statement execute function guard_figures();

-- The application whose decision is owed soonest, of each programme.
create index applications_undecided on applications (programme_id, decide_by)
  where status = 'presentata' and phase <> 'in lista d''attesa';
