-- Up Migration

-- Agreements are numbered within the year they are signed in, without gaps: the counter's row is the lock.
create table agreement_counters (
  year integer primary key,
  last integer not null check (last >= 0)
);

-- A business that was refused, or whose agreement has ended, may ask again; otherwise it stands here once.
alter table merchants drop constraint merchants_vat_number_key;
create unique index merchants_one_living_per_vat_number on merchants (vat_number)
  where status not in ('respinto', 'cessato');
create index merchants_by_status on merchants (status, name);

-- The number of an agreement is on paper: it never changes.
create function keep_agreement_number() returns trigger language plpgsql as $$
begin
  raise exception 'the number of an agreement never changes' using errcode = 'restrict_violation';
end $$;
create trigger merchants_keep_their_agreement before update on merchants
  for each row when (old.agreement_number is not null
    and (new.agreement_year, new.agreement_number) is distinct from (old.agreement_year, old.agreement_number))
  execute function keep_agreement_number();

-- A key is made and revoked, and nothing else: not even the office puts a known key in the place of another.
create function only_revoke_keys() returns trigger language plpgsql as $$
begin
  raise exception 'a key of a till is only revoked, once' using errcode = 'restrict_violation';
end $$;
create trigger till_keys_are_only_revoked before update on till_keys
  for each row when (old.revoked_at is not null or new.revoked_at is null
    or (new.id, new.till_id, new.key_hash, new.ending, new.created_at) is distinct from
      (old.id, old.till_id, old.key_hash, old.ending, old.created_at)
    or new.created_by is distinct from old.created_by)
  execute function only_revoke_keys();
create trigger till_keys_stay before delete or truncate on till_keys
  for each statement execute function refuse_change();
create index users_by_merchant on users (merchant_id) where merchant_id is not null;
