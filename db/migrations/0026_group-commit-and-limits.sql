-- Up Migration

-- Spends are committed many at a time. What a transfer moves is summed for each account, so that a merchant's account is
-- touched once for all the spends of its tills, and the accounts are held in the order of their ids: two groups never
-- wait for each other in a ring. A lock of that strength lets foreign keys look at the rows meanwhile.
create or replace function post_transfers() returns trigger language plpgsql as $$
begin
  perform 1 from accounts
    where id in (select debit_account_id from posted union select credit_account_id from posted)
    order by id for no key update;
  update accounts set balance_cents = balance_cents + moved.cents
    from (
      select account_id, sum(cents) as cents from (
        select debit_account_id as account_id, -amount_cents as cents from posted
        union all select credit_account_id, amount_cents from posted) as entries
      group by account_id) as moved
    where accounts.id = moved.account_id;
  -- Spends are written last in their transaction: counted here, once for all of them, they hold the figures no longer than
  -- if they were counted one by one at its end.
  insert into ledger_days as f
    select programme_id, kind, civil_day(at), figure_stripe(), count(*), sum(amount_cents) from posted
    where kind = 'redemption' and programme_id is not null group by 1, 2, 3 order by 1, 2, 3
    on conflict (programme_id, kind, day, stripe)
    do update set movements = f.movements + excluded.movements, cents = f.cents + excluded.cents;
  return null;
end $$;
drop trigger transfers_move_balances on transfers;
drop function post_transfer();
create trigger transfers_move_balances after insert on transfers referencing new table as posted
  for each statement execute function post_transfers();
drop trigger transfers_are_counted on transfers;
create constraint trigger transfers_are_counted after insert on transfers deferrable initially deferred
  for each row when (new.kind <> 'redemption') execute function count_transfer();

-- The same answer as before, asked in one look at the two accounts instead of two at each.
create or replace function name_programme_of_transfer() returns trigger language plpgsql as $$
begin
  select case a.kind when 'voucher' then (select programme_id from applications where id = a.owner_id) else a.owner_id end
    into new.programme_id
    from accounts a where a.id in (new.debit_account_id, new.credit_account_id)
      and a.kind in ('treasury', 'fund', 'savings', 'voucher')
    order by a.kind = 'voucher' limit 1;
  return new;
end $$;
drop function programme_of_accounts(uuid, uuid);

-- Counters of the minute that is running. Not logged: a server that crashes begins them again, and a call costs no disk.
create unlogged table till_calls (
  till_id uuid primary key,
  minute timestamptz not null,
  calls integer not null
) with (fillfactor = 50);
create unlogged table voucher_attempts (
  voucher_id uuid primary key,
  minute timestamptz not null,
  attempts integer not null
) with (fillfactor = 50);
