-- Up Migration

-- A programme begins as a draft, which citizens never see.
alter table programmes drop constraint programmes_status_check;
alter table programmes add constraint programmes_status_check check (status in ('bozza', 'attivo', 'chiuso'));

-- Who wrote a version and who put it in force, never the same person; none where it came with the installation.
alter table programme_versions
  add column name text,
  add column icon text,
  add column edited_by uuid references users,
  add column published_by uuid references users,
  add constraint programme_versions_version_check check (version > 0),
  add constraint programme_versions_by_two check (
    edited_by is null and published_by is null
    or (edited_by <> published_by) is true and name is not null and icon is not null);

-- What is being written: text by field name, readable or not. At most one draft for each programme.
create table programme_drafts (
  programme_id uuid primary key references programmes,
  fields jsonb not null check (jsonb_typeof(fields) = 'object'),
  version integer not null default 1 check (version > 0),
  state text not null default 'in modifica' check (state in ('in modifica', 'alla firma')),
  edited_by uuid not null references users,
  edited_at timestamptz not null default clock_timestamp()
);

-- A version may allot less than the one before.
alter table transfers drop constraint transfers_kind_check;
alter table transfers add constraint transfers_kind_check
  check (kind in ('allocation', 'reduction', 'issue', 'redemption', 'void', 'expiry'));
