-- Up Migration

-- Health, incomes, free text, documents and what registers know are kept sealed, by keys outside the database
-- (db/sealing/). This migration makes room; what is there already is sealed by the step that follows it, which has the keys.

-- The key of keyed hashes is kept sealed too. Once it is, a release before this one finds none, and refuses rather than
-- hashing by another.
alter table installation add column hash_key bytea;
alter table installation alter column household_key drop not null;
alter table installation add constraint installation_has_a_hash_key check (num_nonnulls(household_key, hash_key) = 1);
-- The key under which every sealed value was found when that was last looked at.
alter table installation add column sealed_under text;

-- Sealed, a text is longer than it is: its length is judged before.
alter table citizen_requests drop constraint citizen_requests_text_check;
alter table citizen_requests drop constraint citizen_requests_draft_check;
alter table citizen_requests drop constraint citizen_requests_answer_check;
alter table proposals drop constraint proposals_return_reason_check;
alter table reviews drop constraint reviews_text_check;
alter table annulments drop constraint annulments_reason_check;

-- What is not sealed does not come about by itself.
alter table applications alter column answers drop default;

-- A register is looked up by keyed hashes; what a row says is sealed.
alter table register_residents add column sealed jsonb check (jsonb_typeof(sealed) = 'object');
alter table register_residents drop constraint register_residents_fiscal_code_check;
alter table register_residents
  alter column family_name drop not null,
  alter column given_name drop not null,
  alter column birth_date drop not null,
  add constraint register_residents_sealed_or_not check (
    case when sealed is null then num_nulls(family_name, given_name, birth_date) = 0
      else num_nonnulls(family_name, given_name, birth_date, relation, municipality) = 0 and length(fiscal_code) = 64 end);
create index register_residents_to_seal on register_residents (fiscal_code) where sealed is null;
alter table register_isees add column sealed jsonb check (jsonb_typeof(sealed) = 'object');
alter table register_isees drop constraint register_isees_fiscal_code_check;
alter table register_isees
  alter column isee_cents drop not null,
  alter column differs drop not null,
  alter column differs drop default,
  add constraint register_isees_sealed_or_not check (
    case when sealed is null then num_nulls(isee_cents, differs) = 0
      else num_nonnulls(isee_cents, dsu, dsu_on, differs) = 0 and length(fiscal_code) = 64 end);
create index register_isees_to_seal on register_isees (fiscal_code) where sealed is null;

-- How long sealed bytes are once they are opened: mark (4), length of the key's id (1), the id, nonce (12), tag (16).
create function plain_length(stored bytea) returns integer language sql immutable parallel safe as $$
  select case when substring(stored from 1 for 4) = '\x42534531'::bytea
    then length(stored) - 33 - get_byte(stored, 4) else length(stored) end
$$;

alter table attachment_parts drop constraint attachment_parts_bytes_check;
alter table attachment_parts add constraint attachment_parts_bytes_check
  check (plain_length(bytes) between 1 and 15728640);

-- The register's fingerprint is of the form as it came in, which the database does not see.
create function register_application(id uuid, fingerprint bytea) returns registrations language plpgsql as $$
declare
  entry registrations;
  civil_year integer;
begin
  entry.application_id := id;
  entry.form_sha256 := fingerprint;
  loop
    civil_year := extract(year from clock_timestamp() at time zone 'Europe/Rome');
    insert into registration_counters values (civil_year, 0) on conflict do nothing;
    perform 1 from registration_counters where year = civil_year for update;
    entry.registered_at := clock_timestamp();
    exit when extract(year from entry.registered_at at time zone 'Europe/Rome') = civil_year;
  end loop;
  update registration_counters set last = last + 1 where year = civil_year returning last into entry.number;
  entry.year := civil_year;
  insert into registrations values (entry.*);
  perform list_application(entry);
  return entry;
end $$;

-- What never changes may be sealed anew, and that alone: the rest of the row stays. Whoever lacks the keys can write
-- nothing there that would open, and the audit opens everything.
create function resealing() returns boolean language sql stable as $$
  select coalesce(current_setting('buoni_spesa.resealing', true), '') = 'on'
$$;
create function keep_all_but_sealed() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - tg_argv) is distinct from (to_jsonb(old) - tg_argv) then
    raise exception 'sealing anew changes nothing else' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

drop trigger applications_frozen_when_submitted on applications;
create trigger applications_frozen_when_submitted before update on applications
  for each row when (not resealing()) execute function freeze_submitted_answers();
create trigger applications_sealed_anew before update on applications
  for each row when (resealing()) execute function keep_all_but_sealed(
    'answers', 'form', 'assignee', 'beneficiary_fiscal_code', 'beneficiary_family_name', 'beneficiary_given_name');

drop trigger attachment_contents_stay on attachment_contents;
create trigger attachment_contents_stay before delete on attachment_contents
  for each row execute function keep_attachment_content();
create trigger attachment_contents_unchanged before update on attachment_contents
  for each row when (not resealing()) execute function keep_attachment_content();
create trigger attachment_contents_sealed_anew before update on attachment_contents
  for each row when (resealing()) execute function keep_all_but_sealed('bytes');

drop trigger inquiries_stay on inquiries;
create trigger inquiries_stay before update on inquiries
  for each row when (not resealing()) execute function keep_inquiry();
create trigger inquiries_sealed_anew before update on inquiries
  for each row when (resealing()) execute function keep_all_but_sealed('found');

drop trigger citizen_requests_stay on citizen_requests;
create trigger citizen_requests_stay before delete on citizen_requests
  for each row execute function keep_citizen_request();
create trigger citizen_requests_unchanged before update on citizen_requests
  for each row when (not resealing()) execute function keep_citizen_request();
create trigger citizen_requests_sealed_anew before update on citizen_requests
  for each row when (resealing()) execute function keep_all_but_sealed('text', 'draft', 'answer');

drop trigger proposals_stay on proposals;
create trigger proposals_stay before delete on proposals for each row execute function keep_proposal();
create trigger proposals_unchanged before update on proposals
  for each row when (not resealing()) execute function keep_proposal();
create trigger proposals_sealed_anew before update on proposals
  for each row when (resealing()) execute function keep_all_but_sealed('evaluation', 'reason', 'return_reason');

drop trigger decisions_only_grow on decisions;
create trigger decisions_only_grow before delete or truncate on decisions
  for each statement execute function refuse_change();
create trigger decisions_unchanged before update on decisions
  for each statement when (not resealing()) execute function refuse_change();
create trigger decisions_sealed_anew before update on decisions
  for each row when (resealing()) execute function keep_all_but_sealed('evaluation', 'reason');

drop trigger reviews_only_grow on reviews;
create trigger reviews_only_grow before delete or truncate on reviews
  for each statement execute function refuse_change();
create trigger reviews_unchanged before update on reviews
  for each statement when (not resealing()) execute function refuse_change();
create trigger reviews_sealed_anew before update on reviews
  for each row when (resealing()) execute function keep_all_but_sealed('text');

drop trigger ticket_messages_only_grow on ticket_messages;
create trigger ticket_messages_only_grow before delete or truncate on ticket_messages
  for each statement execute function refuse_change();
create trigger ticket_messages_unchanged before update on ticket_messages
  for each statement when (not resealing()) execute function refuse_change();
create trigger ticket_messages_sealed_anew before update on ticket_messages
  for each row when (resealing()) execute function keep_all_but_sealed('body');

drop trigger ticket_notes_only_grow on ticket_notes;
create trigger ticket_notes_only_grow before delete or truncate on ticket_notes
  for each statement execute function refuse_change();
create trigger ticket_notes_unchanged before update on ticket_notes
  for each statement when (not resealing()) execute function refuse_change();
create trigger ticket_notes_sealed_anew before update on ticket_notes
  for each row when (resealing()) execute function keep_all_but_sealed('body');

drop trigger annulments_only_grow on annulments;
create trigger annulments_only_grow before delete or truncate on annulments
  for each statement execute function refuse_change();
create trigger annulments_unchanged before update on annulments
  for each statement when (not resealing()) execute function refuse_change();
create trigger annulments_sealed_anew before update on annulments
  for each row when (resealing()) execute function keep_all_but_sealed('reason');

drop trigger voucher_acts_only_grow on voucher_acts;
create trigger voucher_acts_only_grow before delete or truncate on voucher_acts
  for each statement execute function refuse_change();
create trigger voucher_acts_unchanged before update on voucher_acts
  for each statement when (not resealing()) execute function refuse_change();
create trigger voucher_acts_sealed_anew before update on voucher_acts
  for each row when (resealing()) execute function keep_all_but_sealed('reason');
