-- Up Migration

alter table messages drop constraint messages_status_check;
alter table messages drop constraint messages_check;
alter table messages drop constraint messages_check1;
alter table messages
  -- When it was first handed to a carrier: written before, so that a lost answer is known to be one.
  add column tried_at timestamptz,
  add column delivered_at timestamptz,
  add column failure text;
update messages set tried_at = coalesce(sent_at, created_at) where attempts > 0;
update messages set failure = 'given-up' where status = 'non riuscito';
alter table messages
  add constraint messages_status_check check (status in ('in coda', 'inviato', 'consegnato', 'non riuscito')),
  add constraint messages_failure_check check (
    failure in ('unknown-recipient', 'unreachable', 'unsubscribed', 'filtered', 'refused', 'given-up')),
  add constraint messages_fail_for_a_reason check ((status = 'non riuscito') = (failure is not null)),
  -- One that a carrier took may come back as failed; one still in the queue was never taken.
  add constraint messages_leave_before_they_arrive check (
    case status
      when 'in coda' then sent_at is null and delivered_at is null
      when 'inviato' then sent_at is not null and delivered_at is null
      when 'consegnato' then sent_at is not null and delivered_at is not null
      else delivered_at is null or sent_at is not null
    end),
  add constraint messages_leave_with_words check (sent_at is null or (text is not null and tried_at is not null));

-- Every receipt of a carrier, as it was told: each counts once, however often it is sent.
create table webhook_receipts (
  source text not null check (source in ('twilio', 'resend')),
  -- The carrier's own name of the call.
  key text not null check (key <> ''),
  message_id uuid not null references messages,
  status text not null check (status in ('inviato', 'consegnato', 'non riuscito')),
  -- The carrier's own word for why, e.g. 30005; never its sentence, which may hold an address.
  code text,
  received_at timestamptz not null default clock_timestamp(),
  primary key (source, key)
);
create index webhook_receipts_by_message on webhook_receipts (message_id, received_at);
create trigger webhook_receipts_only_grow before update or delete or truncate on webhook_receipts
  for each statement execute function refuse_change();
