-- Up Migration

-- The key a till spent or set aside with, so that what was done with one that got out is told apart from the rest. Null for
-- people, for what was before, and for what a process of the release before writes: it does not know the column.
alter table redemptions add column till_key_id uuid references till_keys;
alter table voucher_holds add column till_key_id uuid references till_keys;
