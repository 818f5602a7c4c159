-- Up Migration

-- One claim per household and programme: the members of each application under evaluation or approved, as keyed hashes.
-- The primary key is what refuses the second application, however close together the two are sent.
create table household_claims (
  programme_id uuid not null references programmes,
  member_hash bytea not null check (length(member_hash) = 32),
  application_id uuid not null references applications,
  primary key (programme_id, member_hash)
);
create index household_claims_by_application on household_claims (application_id);

-- The key of the hashes: without it they cannot be compared with guessed tax codes.
alter table installation add column household_key bytea not null
  default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
alter table installation alter column household_key drop default;
