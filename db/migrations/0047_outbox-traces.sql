-- Up Migration

-- Which act of a person an event follows from (W3C traceparent): an id that names nobody, by which logs and traces are
-- searched from the browser to the workflow.
alter table outbox add column trace text check (trace ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');

-- What has not left yet is little beside what was sent, and is looked at every few seconds.
create index messages_queued on messages (channel, created_at) where status = 'in coda';
