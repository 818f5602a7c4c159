-- Up Migration

-- What went out with a message, kept as it went out.
create table message_attachments (
  message_id uuid not null references messages,
  name text not null check (name ~ '^[a-z0-9.-]+$'),
  media_type text not null,
  bytes bytea not null check (length(bytes) > 0),
  primary key (message_id, name)
);
