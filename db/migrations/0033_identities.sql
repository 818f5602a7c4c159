-- Up Migration

-- Who proved to be whom: an issuer (the gateway of SPID and CIE, the CNS) knows a person under a subject, which stands
-- here as a keyed hash because it may be made of the tax code. One person may have several subjects (two SPID
-- providers and the CIE) and more than one access (a citizen who works in the office).
create table identities (
  issuer text not null check (issuer <> ''),
  subject_hash bytea not null check (length(subject_hash) = 32),
  user_id uuid not null references users,
  method text not null check (method in ('spid', 'cie', 'cns')),
  level smallint not null check (level in (2, 3)),
  linked_at timestamptz not null default clock_timestamp(),
  last_used_at timestamptz not null default clock_timestamp(),
  primary key (issuer, subject_hash, user_id)
);
create index identities_by_user on identities (user_id);

-- What of the access is an identity's word and is typed by nobody any more, and whose word it was last.
alter table users
  add column certified_fields text[] not null default '{}'
    check (certified_fields <@ array['fiscalCode', 'familyName', 'givenName', 'birthDate']),
  add column certified_by text check (certified_by in ('spid', 'cie', 'cns')),
  add check ((certified_by is null) = (certified_fields = '{}'));
