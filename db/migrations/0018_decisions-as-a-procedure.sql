-- Up Migration

-- Why an application was rejected, by the codes of a closed table. Decisions taken before this column existed have none.
alter table decisions add column reason_codes text[] not null default '{}';
alter table decisions add constraint decisions_reason_codes_check check (reason_codes <@ array[
  'isee-sopra-soglia', 'non-residente', 'altro-sostegno', 'liquidita', 'nucleo-gia-beneficiario',
  'documentazione-mancante', 'dichiarazione-non-veritiera', 'altro']);
alter table decisions add constraint decisions_only_rejections_coded
  check (outcome = 'respinta' or cardinality(reason_codes) = 0);
alter table decisions add constraint decisions_rejections_coded
  check (outcome <> 'respinta' or cardinality(reason_codes) > 0) not valid;
alter table decisions add constraint decisions_other_reason_written
  check (not 'altro' = any (reason_codes) or reason is not null);
-- A code is a reason too; an amount other than the proposed one is still reasoned in words.
alter table decisions drop constraint decisions_check1;
alter table decisions add constraint decisions_check1
  check (reason is not null or cardinality(reason_codes) > 0 or amount_cents is not distinct from proposed_cents);
-- Until when its citizen may ask for a review; null where the programme grants none.
alter table decisions add column review_until timestamptz
  constraint decisions_review_of_rejections check (review_until is null or outcome = 'respinta');

-- What the office asks of the citizen before it decides: a clarification, or observations on a notice of rejection.
create table citizen_requests (
  id uuid primary key,
  application_id uuid not null references applications,
  kind text not null check (kind in ('integrazione', 'preavviso')),
  text text check (length(text) between 1 and 4000),
  reason_codes text[] not null default '{}',
  asked_by uuid not null references users,
  asked_at timestamptz not null default clock_timestamp(),
  answer_by timestamptz not null,
  suspends boolean not null,
  -- The office's term as it stood when it asked: what is left of it is counted from here.
  decide_by timestamptz not null,
  -- What the citizen has typed and not sent yet.
  draft text check (length(draft) <= 4000),
  answer text check (length(answer) between 1 and 4000),
  answered_at timestamptz,
  lapsed_at timestamptz,
  -- The office went on without waiting.
  dropped_at timestamptz,
  constraint citizen_requests_over_once check (num_nonnulls(answered_at, lapsed_at, dropped_at) <= 1),
  constraint citizen_requests_answer_has_its_moment check (answer is null or answered_at is not null),
  constraint citizen_requests_term_ahead check (answer_by > asked_at),
  constraint citizen_requests_reason_codes_check check (reason_codes <@ array[
    'isee-sopra-soglia', 'non-residente', 'altro-sostegno', 'liquidita', 'nucleo-gia-beneficiario',
    'documentazione-mancante', 'dichiarazione-non-veritiera', 'altro']),
  constraint citizen_requests_says_what check (
    case kind when 'preavviso' then cardinality(reason_codes) > 0 else text is not null and cardinality(reason_codes) = 0 end)
);
create index citizen_requests_by_application on citizen_requests (application_id, asked_at);
create unique index citizen_requests_one_open on citizen_requests (application_id)
  where answered_at is null and lapsed_at is null and dropped_at is null;

-- What was asked never changes, and what is over stays as it ended.
create function keep_citizen_request() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or num_nonnulls(old.answered_at, old.lapsed_at, old.dropped_at) > 0
    or (new.id, new.application_id, new.kind, new.text, new.reason_codes, new.asked_by, new.asked_at, new.answer_by,
        new.suspends, new.decide_by)
      is distinct from (old.id, old.application_id, old.kind, old.text, old.reason_codes, old.asked_by, old.asked_at,
        old.answer_by, old.suspends, old.decide_by) then
    raise exception 'a request to a citizen stays what it is' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger citizen_requests_stay before update or delete on citizen_requests
  for each row execute function keep_citizen_request();
create trigger citizen_requests_never_emptied before truncate on citizen_requests
  for each statement execute function refuse_change();

-- What goes with an answer comes while its request is open, and leaves the application as it was sent.
alter table attachments add column request_id uuid references citizen_requests;
create index attachments_by_request on attachments (request_id) where request_id is not null;
create or replace function attach_to_drafts_only() returns trigger language plpgsql as $$
declare
  touched attachments := case when tg_op = 'DELETE' then old else new end;
begin
  -- For share: sending the application, or the answer, waits and is seen.
  if touched.request_id is null then
    perform 1 from applications where id = touched.application_id and status = 'bozza' for share;
  else
    perform 1 from citizen_requests
      where id = touched.request_id and application_id = touched.application_id
        and num_nonnulls(answered_at, lapsed_at, dropped_at) = 0
      for share;
  end if;
  if not found then
    raise exception 'attachments of a sent application stay as they are' using errcode = 'restrict_violation';
  end if;
  return touched;
end $$;
create or replace function keep_attachment() returns trigger language plpgsql as $$
begin
  if (new.application_id, new.request_id, new.kind, new.file_name)
      is distinct from (old.application_id, old.request_id, old.kind, old.file_name)
    or old.status in ('accettato', 'rifiutato') then
    raise exception 'an attachment stays what it is' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- An approval that waits for the signature of a second person. Signed, it becomes the decision of the same id.
create table proposals (
  id uuid primary key,
  application_id uuid not null references applications,
  amount_cents bigint not null check (amount_cents > 0),
  proposed_cents bigint not null check (proposed_cents >= 0),
  evaluation jsonb check (jsonb_typeof(evaluation) = 'object'),
  reason text,
  proposed_by uuid not null references users,
  proposed_at timestamptz not null default clock_timestamp(),
  signed_by uuid references users,
  signed_at timestamptz,
  returned_by uuid references users,
  returned_at timestamptz,
  return_reason text check (length(return_reason) between 1 and 4000),
  dropped_at timestamptz,
  constraint proposals_departure_reasoned check (reason is not null or amount_cents = proposed_cents),
  constraint proposals_over_once check (num_nonnulls(signed_at, returned_at, dropped_at) <= 1),
  constraint proposals_signed_by_a_second check (signed_by is distinct from proposed_by),
  constraint proposals_signature_whole check (num_nonnulls(signed_by, signed_at) in (0, 2)),
  constraint proposals_return_whole check (num_nonnulls(returned_by, returned_at, return_reason) in (0, 3))
);
create index proposals_by_application on proposals (application_id, proposed_at);
create unique index proposals_one_open on proposals (application_id)
  where signed_at is null and returned_at is null and dropped_at is null;
create function keep_proposal() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or num_nonnulls(old.signed_at, old.returned_at, old.dropped_at) > 0
    or (new.id, new.application_id, new.amount_cents, new.proposed_cents, new.evaluation, new.reason, new.proposed_by,
        new.proposed_at)
      is distinct from (old.id, old.application_id, old.amount_cents, old.proposed_cents, old.evaluation, old.reason,
        old.proposed_by, old.proposed_at) then
    raise exception 'a proposal stays what it is' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger proposals_stay before update or delete on proposals
  for each row execute function keep_proposal();
create trigger proposals_never_emptied before truncate on proposals
  for each statement execute function refuse_change();

create table reviews (
  id uuid primary key,
  application_id uuid not null references applications,
  decision_id uuid not null unique references decisions,
  text text not null check (length(text) between 1 and 4000),
  requested_at timestamptz not null default clock_timestamp()
);
create index reviews_by_application on reviews (application_id);
create trigger reviews_only_grow before update or delete or truncate on reviews
  for each statement execute function refuse_change();

create table annulments (
  application_id uuid primary key references applications,
  reason_codes text[] not null,
  reason text check (length(reason) between 1 and 4000),
  annulled_by uuid not null references users,
  annulled_at timestamptz not null default clock_timestamp(),
  constraint annulments_reasoned check (cardinality(reason_codes) > 0),
  constraint annulments_reason_codes_check check (reason_codes <@ array[
    'doppia', 'inviata-per-errore', 'richiesta-dell-interessato', 'dichiarazione-non-veritiera', 'altro']),
  constraint annulments_other_reason_written check (not 'altro' = any (reason_codes) or reason is not null)
);
create trigger annulments_only_grow before update or delete or truncate on annulments
  for each statement execute function refuse_change();
