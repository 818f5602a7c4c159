-- Up Migration

create table attachments (
  id uuid primary key,
  application_id uuid not null references applications,
  kind text not null
    check (kind in ('identita', 'isee', 'soggiorno', 'invalidita', 'affitto', 'delega', 'altro')),
  -- As it was called on the device, without path; shown to people, never used as a path.
  file_name text not null check (length(file_name) between 1 and 150 and file_name !~ '[/\\[:cntrl:]]'),
  -- Null where the browser cannot say it beforehand (the form without scripts). 15 MiB is the longest file.
  declared_bytes integer check (declared_bytes between 1 and 15728640),
  received_bytes integer not null default 0 check (received_bytes between 0 and 15728640),
  status text not null default 'in arrivo'
    check (status in ('in arrivo', 'in controllo', 'accettato', 'rifiutato')),
  refusal text check (refusal in
    ('empty', 'too-large', 'type', 'damaged', 'bomb', 'polyglot', 'encrypted', 'active', 'infected')),
  -- What the clean copy is.
  media_type text check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes integer check (bytes between 1 and 15728640),
  sha256 bytea check (length(sha256) = 32),
  created_at timestamptz not null default clock_timestamp(),
  -- When its last part came in.
  touched_at timestamptz not null default clock_timestamp(),
  constraint attachments_received_within_declared check (received_bytes <= declared_bytes),
  constraint attachments_judged_when_whole check (status = 'in arrivo' or coalesce(received_bytes = declared_bytes, false)),
  constraint attachments_refused_with_reason check ((status = 'rifiutato') = (refusal is not null)),
  constraint attachments_accepted_with_copy
    check (num_nonnulls(media_type, bytes, sha256) = case when status = 'accettato' then 3 else 0 end)
);
create index attachments_by_application on attachments (application_id, id);

-- What has arrived of a file, until it has been inspected.
create table attachment_parts (
  attachment_id uuid not null references attachments on delete cascade,
  position integer not null check (position >= 0),
  bytes bytea not null check (length(bytes) between 1 and 15728640),
  primary key (attachment_id, position)
);

-- The clean copies: nothing that came in is ever served as it came.
create table attachment_contents (
  attachment_id uuid primary key references attachments on delete cascade,
  bytes bytea not null
);

-- Files are compressed already.
alter table attachment_parts alter column bytes set storage external;
alter table attachment_contents alter column bytes set storage external;

-- What the citizen sent is what the office judges: attachments come and go with the draft only.
create function attach_to_drafts_only() returns trigger language plpgsql as $$
declare
  touched uuid := case when tg_op = 'DELETE' then old.application_id else new.application_id end;
begin
  -- For share: sending the application waits, and is seen.
  perform 1 from applications where id = touched and status = 'bozza' for share;
  if not found then
    raise exception 'attachments of a sent application stay as they are' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger attachments_of_drafts_only before insert or delete on attachments
  for each row execute function attach_to_drafts_only();

create function keep_attachment() returns trigger language plpgsql as $$
begin
  if (new.application_id, new.kind, new.file_name) is distinct from (old.application_id, old.kind, old.file_name)
    or old.status in ('accettato', 'rifiutato') then
    raise exception 'an attachment stays what it is' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger attachments_stay before update on attachments
  for each row execute function keep_attachment();
create trigger attachments_never_emptied before truncate on attachments
  for each statement execute function refuse_change();

create function keep_attachment_content() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (select from attachments where id = old.attachment_id) then
    raise exception 'a clean copy goes with its attachment only' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create trigger attachment_contents_stay before update or delete on attachment_contents
  for each row execute function keep_attachment_content();
create trigger attachment_contents_never_emptied before truncate on attachment_contents
  for each statement execute function refuse_change();

alter table outbox drop constraint outbox_process_check;
alter table outbox add constraint outbox_process_check
  check (process in ('application', 'ticket', 'message', 'attachment'));
