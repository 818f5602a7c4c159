-- Up Migration

-- What each migration said when it was applied: one that says something else today is not the one that was applied.
create table migration_fingerprints (
  name text primary key,
  sha256 bytea not null check (length(sha256) = 32)
);
