-- Up Migration

-- Clean copies lie in our own database under the file's own id, or with a service under the key that it gave.
alter table attachments
  add column store_key text check (store_key ~ '^uploadthing:.'),
  add constraint attachments_stored_when_accepted check (store_key is null or status = 'accettato');
alter table ticket_files
  add column store_key text check (store_key ~ '^uploadthing:.'),
  add column sha256 bytea check (length(sha256) = 32),
  add constraint ticket_files_stored_when_accepted check (store_key is null or status = 'accettato');

-- The copies of both kinds of files, by the file's id: written before the file is accepted, so that what is accepted is there.
alter table attachment_contents drop constraint attachment_contents_attachment_id_fkey;
insert into attachment_contents (attachment_id, bytes)
  select c.file_id, c.bytes from ticket_file_contents c join ticket_files f on f.id = c.file_id where f.status = 'accettato';
delete from ticket_file_contents c using ticket_files f where f.id = c.file_id and f.status = 'accettato';

create or replace function keep_attachment_content() returns trigger language plpgsql as $$
begin
  if exists (select from attachments where id = old.attachment_id and status = 'accettato')
    or exists (select from ticket_files where id = old.attachment_id and status = 'accettato') then
    raise exception 'a clean copy goes with its attachment only' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create function drop_file_content() returns trigger language plpgsql as $$
begin
  delete from attachment_contents where attachment_id = old.id;
  return null;
end $$;
create trigger attachments_take_their_copy_along after delete on attachments
  for each row execute function drop_file_content();
create trigger ticket_files_take_their_copy_along after delete on ticket_files
  for each row execute function drop_file_content();

-- A copy that lies with a service follows its file by a process of its own.
alter table outbox drop constraint outbox_process_check;
alter table outbox add constraint outbox_process_check check (process in (
  'application', 'ticket', 'message', 'attachment', 'programme', 'inquiry', 'batch', 'settlement', 'file'));

-- What was done about a message that did not arrive: sent again, as a message of its own, or told in another way.
create table message_follow_ups (
  id uuid primary key,
  message_id uuid not null unique references messages,
  kind text not null check (kind in ('again', 'handled')),
  again_id uuid unique references messages,
  note text check (length(note) between 1 and 2000),
  by_id uuid not null references users,
  at timestamptz not null default clock_timestamp(),
  constraint message_follow_ups_name_the_message_sent_again check ((kind = 'again') = (again_id is not null)),
  constraint message_follow_ups_say_what_was_done check ((kind = 'handled') = (note is not null))
);
create trigger message_follow_ups_only_grow before update or delete or truncate on message_follow_ups
  for each statement execute function refuse_change();

-- Found by what they belong to, which their key names in the second place.
create index messages_failed on messages (created_at desc) where status = 'non riuscito';
create index messages_failed_by_subject on messages (split_part(business_key, ':', 2)) where status = 'non riuscito';

-- The code of the error that somebody was shown before they asked for help, by which the log finds it.
alter table tickets add column error_code text check (error_code ~ '^[A-Za-z0-9@_-]{1,64}$');
