import { createHash } from 'node:crypto';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { migrate } from '../../db/migrate';
import { wholeAnswers } from '../demo/answers';
import { demoProgrammes } from '../demo/programmes';

/** A voucher as the client of the benchmark knows it. */
export interface BenchVoucher {
  code: string;
  balanceCents: number;
}

/** Shops, their tills, and vouchers that can be spent; as many tills as keep every one of them within its limits. */
export interface BenchTown {
  vouchers: BenchVoucher[];
  /** The keys of the tills. */
  keys: string[];
}

const shopCount = 40;
const tillCount = 4_000;
const voucherCount = 6_000;
/** Vouchers hold five to fifteen of these. */
export const usualSpendCents = 2_000;

/** Fills an empty database for spends: the money moves by transfers, as everywhere. */
export async function fillTown(url: string, adminUrl: string): Promise<BenchTown> {
  await migrate(url);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = 'replica'");
    await people(client);
    const keys = Array.from({ length: tillCount }, (_, number) => `bench-till-${number}`);
    await client.query(tills, [keys.map((key) => createHash('sha256').update(key).digest()), shopCount]);
    await client.query(approved, [voucherCount, JSON.stringify(wholeAnswers({}))]);
    await client.query(voucherAccounts, [usualSpendCents]);
    for (const statement of [funded, issuedVouchers, booked]) await client.query(statement);
    await client.query('vacuum (analyze)');
    const { rows } = await client.query<{ code: string; balance_cents: string }>(
      'select code, balance_cents from vouchers join accounts on accounts.id = account_id order by random()',
    );
    return {
      keys,
      vouchers: rows.map(({ code, balance_cents: cents }) => ({ code, balanceCents: Number(cents) })),
    };
  } finally {
    await client.end();
  }
}

async function people(client: pg.Client): Promise<void> {
  const [programme] = demoProgrammes(new Date());
  if (!programme) throw new Error('the demo has no programme');
  const id = newId();
  await client.query("insert into programmes values ($1, 'buoni', 'Buoni Spesa', 'carrello', 'attivo', 0)", [
    id,
  ]);
  await client.query(
    'insert into programme_versions (id, programme_id, version, rules) values ($1, $2, 1, $3)',
    [newId(), id, programme.rules],
  );
  await client.query(
    `insert into users (id, username, password_hash, must_change_password, role, family_name, given_name, email)
     values ($1, 'cittadino', 'none', false, 'cittadino', 'Serra', 'Anna', 'anna@example.org')`,
    [newId()],
  );
  await client.query(
    `insert into merchants (id, name) select gen_random_uuid(), 'Bottega ' || g from generate_series(1, $1::int) g`,
    [shopCount],
  );
  await client.query(
    "insert into shops (id, merchant_id, name) select gen_random_uuid(), id, 'Sede' from merchants",
  );
}

/** $1 the hashes of the keys, $2 how many shops there are: one after the other is given a till. */
const tills = `
  with key as (select gen_random_uuid() as id, hash, number from unnest($1::bytea[]) with ordinality as k (hash, number)),
  shop as (select *, row_number() over (order by id) as number from shops),
  till as (
    insert into tills (id, merchant_id, shop_id, name)
    select key.id, shop.merchant_id, shop.id, 'Cassa ' || key.number
    from key join shop on shop.number = 1 + (key.number - 1) % $2::int)
  insert into till_keys (id, till_id, key_hash, ending) select gen_random_uuid(), id, hash, 'till' from key`;

/** $1 how many, $2 the answers that all of them share. */
const approved = `
  insert into applications (id, citizen_id, programme_id, programme_version_id, channel, status, event_number, answers, form)
  select gen_random_uuid(), (select id from users), (select id from programmes), (select id from programme_versions),
    'cittadino', 'approvata', 5, $2::jsonb, $2::jsonb from generate_series(1, $1::int)`;

/** $1 the usual spend. */
const voucherAccounts = `
  insert into accounts (id, kind, owner_id, balance_cents)
  select gen_random_uuid(), 'voucher', id, $1::int * (5 + floor(random() * 11)::int) from applications`;

/** The fund has given exactly what the vouchers hold. */
const funded = `
  insert into accounts (id, kind, owner_id, balance_cents)
  select gen_random_uuid(), kind, (select id from programmes), balance
  from (values ('fund', 0), ('treasury', (select -sum(balance_cents) from accounts where kind = 'voucher'))) as a (kind, balance)`;

const issuedVouchers = `
  insert into vouchers (id, application_id, account_id, code, status, holder_family_name, holder_given_name, mobile,
    issued_cents, expires_at)
  select gen_random_uuid(), owner_id, id,
    (select string_agg(substr('ABCDEFGHJKMNPQRSTUVWXYZ23456789',
      1 + get_byte(sha256(uuid_send(accounts.id)), letter) % 31, 1), '') from generate_series(0, 6) as letter),
    'attivo', 'Serra', 'Anna', '3331234567', balance_cents, now() + interval '90 days'
  from accounts where kind = 'voucher'`;

const booked = `
  with fund as (select * from accounts where kind = 'fund'), treasury as (select * from accounts where kind = 'treasury')
  insert into transfers (id, kind, debit_account_id, credit_account_id, amount_cents, business_key, programme_id)
  select gen_random_uuid(), 'allocation', treasury.id, fund.id, -treasury.balance_cents, 'allocation', fund.owner_id
  from fund, treasury
  union all
  select gen_random_uuid(), 'issue', fund.id, v.account_id, issued_cents, 'issue:' || v.id, fund.owner_id from vouchers v, fund`;
