-- Up Migration

-- What somebody posted when their access had just ended: kept beside the draft, put into it only by its owner, who is
-- shown it after signing in. One for each section: the newest.
create table parked_answers (
  application_id uuid not null references applications,
  section text not null,
  -- The answers as drawn where the typing began, and as typed.
  base jsonb not null check (jsonb_typeof(base) = 'object'),
  typed jsonb not null check (jsonb_typeof(typed) = 'object'),
  parked_at timestamptz not null default clock_timestamp(),
  primary key (application_id, section)
);
