-- Up Migration

-- From what figure on a signal is raised. The newest row is in force; before the first, the ones the code begins with.
create table control_thresholds (
  id uuid primary key,
  values jsonb not null,
  reason text not null check (reason <> ''),
  set_by uuid not null references users,
  set_at timestamptz not null default clock_timestamp()
);
create trigger control_thresholds_only_grow before update or delete or truncate on control_thresholds
  for each statement execute function refuse_change();

-- What the office found when it looked into a signal, with the figures it saw: they may have grown since.
create table control_reviews (
  -- Chosen by the form that asks: posted twice, it is one review.
  id uuid primary key,
  signal text not null check (signal <> ''),
  merchant_id uuid not null references merchants,
  finding text not null check (finding in ('chiarito', 'da seguire')),
  note text not null check (note <> ''),
  seen jsonb not null,
  reviewed_by uuid not null references users,
  at timestamptz not null default clock_timestamp()
);
create index control_reviews_by_signal on control_reviews (signal, at);
create trigger control_reviews_only_grow before update or delete or truncate on control_reviews
  for each statement execute function refuse_change();
