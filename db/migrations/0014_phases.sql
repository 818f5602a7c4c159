-- Up Migration

-- Where the office stands with a presented application: the fold of its events, kept in the same transaction.
alter table applications add column phase text check (phase in (
  'da istruire', 'in istruttoria', 'integrazione richiesta', 'preavviso di rigetto', 'alla firma', 'in lista d''attesa'));
update applications set phase = case when operator_id is null then 'da istruire' else 'in istruttoria' end
  where status = 'presentata';
alter table applications add constraint applications_phase_of_presented
  check ((status = 'presentata') = (phase is not null));

-- Programmes, inquiries and batches are processes of their own.
alter table outbox drop constraint outbox_process_check;
alter table outbox add constraint outbox_process_check
  check (process in ('application', 'ticket', 'message', 'attachment', 'programme', 'inquiry', 'batch'));
