import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accredit } from '../../commands/access/accredit';
import { decideApplication } from '../../commands/application/decide';
import { answerTicket } from '../../commands/ticket/answer';
import { linkTicket } from '../../commands/ticket/link';
import { lookFor } from '../../commands/ticket/look';
import { noteTicket } from '../../commands/ticket/note';
import { openTicket } from '../../commands/ticket/open';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { voidRedemption } from '../../commands/voucher/void';
import { accreditation } from '../support/citizen';
import { rulesWith } from '../support/rules';
import { done, openTown, type Town } from '../support/town';
import { issued } from '../support/voucher';

let town: Town;

/** A town in which everything has happened once. */
beforeAll(async () => {
  town = await openTown();
  const operator = await town.user('operatore');
  const citizen = await town.user('cittadino');
  const { cashier } = await town.shop();
  const { slug } = await town.programme(rulesWith());
  done(await accredit(town.db, accreditation(1)));
  const { code } = await issued(town, operator, slug);
  const spent = done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 2_000 }));
  done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 1_600 }));
  done(await voidRedemption(town.db, cashier, newId(), { ...spent, reason: 'Errore di cassa' }));
  const rejected = await town.submitted(citizen, slug);
  const decision = { outcome: 'respinta' as const, reason: 'Fuori dai criteri' };
  done(await decideApplication(town.db, operator, { applicationId: rejected, decision }));
  await town.submitted(citizen, slug);
  await town.draft(citizen, slug);
  const request = { requestId: newId(), name: 'Luigi', phone: '070123456', email: 'l@example.org' };
  const ticket = done(await openTicket(town.db, { ...request, reason: 'Aiuto', page: null, userId: null }));
  const desk = await town.user('supporto');
  done(await answerTicket(town.db, desk, { code: ticket.code, text: 'Eccoci' }));
  done(await noteTicket(town.db, desk, { code: ticket.code, noteId: newId(), text: 'Da richiamare' }));
  const other = done(
    await openTicket(town.db, {
      ...request,
      requestId: newId(),
      reason: 'Aiuto',
      page: null,
      userId: null,
    }),
  );
  done(await linkTicket(town.db, desk, { code: ticket.code, link: 'ticket', target: other.code }));
  const look = { lookId: newId(), look: 'access', asked: 'persona1' };
  done(await lookFor(town.db, desk, { code: ticket.code, ...look }));
});
afterAll(() => town.close());

interface Fault {
  code: string;
  message: string;
  constraint?: string;
}

/** Runs one statement and undoes it; answers why the database refused it, or how many rows it touched. */
async function attempt(statement: string, values: unknown[] = []): Promise<Fault | number> {
  const client = await town.db.$client.connect();
  try {
    await client.query('begin');
    return (await client.query(statement, values)).rowCount ?? 0;
  } catch (fault) {
    return fault as Fault;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** Inserts a copy of some row of a table with a few values changed. */
const copy = (table: string, changes: Record<string, unknown>, where = 'true') =>
  attempt(
    `insert into ${table} select (jsonb_populate_record(original, $1)).* from ${table} original where ${where} limit 1`,
    [JSON.stringify(changes)],
  );

const onlyGrows = [
  ['application_events', 'payload'],
  ['registrations', 'registered_at'],
  ['decisions', 'reason'],
  ['transfers', 'amount_cents'],
  ['redemptions', 'amount_cents'],
  ['redemption_voids', 'reason'],
  ['programme_versions', 'rules'],
  ['consent_texts', 'body'],
  ['consent_acceptances', 'accepted_at'],
  ['ticket_events', 'payload'],
  ['ticket_messages', 'body'],
  ['ticket_notes', 'body'],
  ['ticket_links', 'kind'],
  ['desk_looks', 'asked'],
] as const;

describe('what has happened', () => {
  it.each(onlyGrows)('stays in %s: no change, no removal, no emptying', async (table, column) => {
    const rows = await attempt(`select * from ${table}`);
    expect(rows).toBeGreaterThan(0);
    const refusal = { code: '23001', message: `${table} only grows: rows are never changed or removed` };
    expect(await attempt(`update ${table} set ${column} = ${column}`)).toMatchObject(refusal);
    expect(await attempt(`delete from ${table}`)).toMatchObject(refusal);
    expect(await attempt(`truncate ${table} cascade`)).toMatchObject(refusal);
  });
});

describe('the answers of an application', () => {
  const change = (set: string, status: string) =>
    attempt(`update applications set ${set} where status = $1`, [status]);
  const frozen = { code: '23001', message: 'the answers of a submitted application never change' };

  it.each(['presentata', 'approvata', 'respinta'])('never change when it is %s', async (status) => {
    expect(await change(`answers = answers || '{"isee.amount":"1"}'`, status)).toMatchObject(frozen);
    expect(await change(`answers = '{}'`, status)).toMatchObject(frozen);
    expect(await change(`form = form || '{"members":[{}]}'`, status)).toMatchObject(frozen);
    expect(await change(`form = null`, status)).toMatchObject(frozen);
    expect(await change(`operator_id = operator_id`, status)).toBeGreaterThan(0);
  });

  it('may change while it is a draft', async () => {
    expect(await change(`answers = '{}'`, 'bozza')).toBeGreaterThan(0);
  });

  it('are there, judged, in every state after the draft', async () => {
    expect(await change(`status = 'presentata'`, 'bozza')).toMatchObject({ code: '23514' });
  });
});

describe('the balance of an account', () => {
  it('moves only with a transfer', async () => {
    const refusal = { code: '23001', message: 'balances move only with a transfer' };
    expect(await attempt('update accounts set balance_cents = balance_cents + 1')).toMatchObject(refusal);
    expect(await attempt(`update accounts set kind = 'treasury' where kind = 'voucher'`)).toMatchObject(
      refusal,
    );
    const opened = { id: newId(), owner_id: newId() };
    expect(await copy('accounts', { ...opened, balance_cents: 1 })).toMatchObject(refusal);
    expect(await copy('accounts', { ...opened, balance_cents: 0 })).toBe(1);
  });

  it('is never removed', async () => {
    expect(await attempt('delete from accounts')).toMatchObject({ code: '23001' });
    expect(await attempt('truncate accounts cascade')).toMatchObject({ code: '23001' });
  });

  /** A transfer from one kind of account to another, of so many cents. */
  const transfer = (from: string, to: string, amount: number | string) =>
    attempt(
      `insert into transfers (id, kind, debit_account_id, credit_account_id, amount_cents, business_key)
       select $1, 'issue', debit.id, credit.id, ${amount}, 'key of the test'
       from (select * from accounts where kind = $2 order by balance_cents desc limit 1) as debit,
            (select * from accounts where kind = $3 limit 1) as credit`,
      [newId(), from, to],
    );

  it.each(['fund', 'voucher', 'merchant'])('of a %s is never overdrawn', async (kind) => {
    const to = kind === 'fund' ? 'voucher' : 'fund';
    expect(await transfer(kind, to, 'debit.balance_cents + 1')).toMatchObject({
      code: '23514',
      constraint: 'accounts_never_overdrawn',
    });
    expect(await transfer(kind, to, 'debit.balance_cents')).toBe(1);
  });

  it('of the treasury is what the world has given', async () => {
    expect(await transfer('treasury', 'fund', 1_000_000)).toBe(1);
  });

  it.each([0, -1, -30_000])('is not moved by %i cents', async (amount) => {
    expect(await transfer('fund', 'voucher', amount)).toMatchObject({
      code: '23514',
      constraint: 'transfers_amount_cents_check',
    });
  });

  it('is not moved onto itself, by an unknown kind, or twice for the same thing', async () => {
    expect(await transfer('fund', 'fund', 1)).toMatchObject({ code: '23514' });
    expect(await copy('transfers', { id: newId(), business_key: 'other', kind: 'regalo' })).toMatchObject({
      code: '23514',
      constraint: 'transfers_kind_check',
    });
    expect(await copy('transfers', { id: newId() }, `kind = 'void'`)).toMatchObject({
      code: '23505',
      constraint: 'transfers_business_key_key',
    });
  });
});

/** A copy of a row with a value that must be refused, the reason, and a value that is taken in its place. */
const guarded: [string, Record<string, unknown>, string, Record<string, unknown>, string?][] = [
  ['redemptions', { amount_cents: 0 }, 'redemptions_amount_cents_check', { amount_cents: 1 }],
  ['redemptions', { amount_cents: -1 }, 'redemptions_amount_cents_check', { amount_cents: 1 }],
  ['redemptions', { actor_kind: 'system' }, 'redemptions_actor_kind_check', { actor_kind: 'till' }],
  ['decisions', { amount_cents: -1 }, 'decisions_amount_cents_check', {}, `outcome = 'approvata'`],
  ['decisions', { amount_cents: null }, 'decisions_check', {}, `outcome = 'approvata'`],
  ['decisions', { amount_cents: 1 }, 'decisions_check', {}, `outcome = 'respinta'`],
  ['decisions', { reason: null }, 'decisions_other_reason_written', {}, `outcome = 'respinta'`],
  ['decisions', { reason_codes: [] }, 'decisions_rejections_coded', {}, `outcome = 'respinta'`],
  [
    'decisions',
    { reason_codes: ['antipatia'] },
    'decisions_reason_codes_check',
    { reason_codes: ['non-residente'], reason: null },
    `outcome = 'respinta'`,
  ],
  [
    'decisions',
    { reason_codes: ['non-residente'] },
    'decisions_only_rejections_coded',
    {},
    `outcome = 'approvata'`,
  ],
  [
    'decisions',
    { proposed_cents: 1, reason: null },
    'decisions_check1',
    { reason: null },
    `outcome = 'approvata'`,
  ],
  ['application_events', { number: 0 }, 'application_events_number_check', { number: 99 }],
  [
    'application_events',
    { number: 99, actor_kind: 'system' },
    'application_events_check',
    { number: 99 },
    `actor_kind = 'user'`,
  ],
  [
    'messages',
    { business_key: 'k', status: 'inviato' },
    'messages_leave_before_they_arrive',
    { business_key: 'k' },
  ],
  [
    'messages',
    { business_key: 'k', status: 'non riuscito' },
    'messages_fail_for_a_reason',
    { business_key: 'k' },
  ],
  [
    'messages',
    { business_key: 'k', status: 'inviato', sent_at: new Date() },
    'messages_leave_with_words',
    { business_key: 'k' },
  ],
  ['messages', { business_key: 'k', channel: 'piccione' }, 'messages_channel_check', { business_key: 'k' }],
  [
    'users',
    { username: 'Luigi', fiscal_code: null },
    'users_username_check',
    { username: 'luigi', fiscal_code: null },
  ],
  [
    'users',
    { username: 'luigi', fiscal_code: null, role: 'esercente' },
    'users_of_merchants_have_one',
    { username: 'luigi', fiscal_code: null },
  ],
  [
    'users',
    { username: 'luigi', fiscal_code: null, role: 'sindaco' },
    'users_role_check',
    { username: 'luigi', fiscal_code: null },
  ],
  ['tickets', { code: 'ABCDEFG' }, 'tickets_code_check', { code: 'ABCDEFGH' }],
  ['idempotency_keys', { key: '' }, 'idempotency_keys_key_check', { key: 'x' }],
  ['idempotency_keys', { key: 'x'.repeat(201) }, 'idempotency_keys_key_check', { key: 'x'.repeat(200) }],
];

describe('the database', () => {
  it.each(guarded)(
    'refuses in %s a row with %j by %s, and takes it with %j',
    async (table, wrong, constraint, right, where) => {
      const id = ['application_events', 'idempotency_keys'].includes(table) ? {} : { id: newId() };
      expect(await copy(table, { ...id, ...wrong }, where)).toMatchObject({ code: '23514', constraint });
      expect(await copy(table, { ...id, ...right }, where)).toBe(1);
    },
  );

  it('gives a citizen one access, an application one number and one voucher', async () => {
    const user = { id: newId(), username: 'luigi' };
    expect(await copy('users', user, `role = 'cittadino'`)).toMatchObject({
      code: '23505',
      constraint: 'users_one_citizen_per_fiscal_code',
    });
    expect(await copy('registrations', { number: 9_999 })).toMatchObject({
      code: '23505',
      constraint: 'registrations_application_id_key',
    });
    expect(await copy('registrations', {})).toMatchObject({ code: '23505' });
    expect(await copy('vouchers', { id: newId(), code: 'ABCDEFG' })).toMatchObject({
      code: '23505',
      constraint: 'vouchers_application_id_key',
    });
  });

  it('takes no voucher over nothing, or with a code that people confuse', async () => {
    expect(await attempt('update vouchers set issued_cents = 0')).toMatchObject({ code: '23514' });
    expect(await attempt('update vouchers set issued_cents = -1')).toMatchObject({ code: '23514' });
    for (const code of [
      'ABCDEF0',
      'ABCDEF1',
      'ABCDEFI',
      'ABCDEFO',
      'ABCDEFL',
      'abcdefg',
      'ABCDEF',
      'ABCDEFGH',
    ]) {
      expect(await attempt('update vouchers set code = $1', [code])).toMatchObject({
        code: '23514',
        constraint: 'vouchers_code_check',
      });
    }
    expect(await attempt('update vouchers set code = $1', ['URUT4F6'])).toBe(1);
  });

  it('has one installation', async () => {
    expect(await copy('installation', {})).toMatchObject({ code: '23505' });
    expect(await copy('installation', { only_row: false })).toMatchObject({ code: '23514' });
  });

  it('holds one draft for a citizen and a programme', async () => {
    const twice = `update applications set status = 'bozza' where citizen_id in
      (select citizen_id from applications where status = 'bozza')`;
    expect(await attempt(twice)).toMatchObject({ code: '23505', constraint: 'applications_one_draft' });
  });
});
