import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSettlement } from '../../commands/settlement/open';
import { openTicket } from '../../commands/ticket/open';
import type { Outcome } from '../../commands/transaction';
import { issueVoucher } from '../../commands/voucher/issue';
import { placeHold } from '../../commands/voucher/place-hold';
import { redeemVoucher } from '../../commands/voucher/redeem';
import type { Queryable } from '../../db/client';
import { shops, tills } from '../../db/schema/merchants';
import { settlements } from '../../db/schema/settlements';
import { may } from '../../domain/permissions';
import { merchantRoles, roles, type Actor } from '../../domain/roles';
import { commands, type CommandAsks, type Ids } from '../support/permissions/commands';
import { done, openTown, type Town, type User } from '../support/town';
import { voucherOf } from '../support/voucher';

let town: Town;
let ids: Omit<Ids, 'fresh'>;
/** Who acts, and whether the things of this test are theirs. */
let actors: { actor: User; owner: boolean }[];

beforeAll(async () => {
  town = await openTown();
  const [house, otherHouse] = [await town.shop(), await town.shop()];
  const citizen = await town.user('cittadino');
  const cashier = await town.user('cassiere', house.merchantId);
  const others = roles.map((role) => {
    const ofMerchant = merchantRoles.some((each) => each === role);
    return town.user(role, ofMerchant ? otherHouse.merchantId : undefined);
  });
  actors = [
    ...[citizen, house.cashier, cashier].map((actor) => ({ actor, owner: true })),
    ...(await Promise.all(others)).map((actor) => ({ actor, owner: false })),
  ];
  const { id: programme, slug: programmeSlug } = await town.programme();
  const application = await town.approved(await town.user('operatore'), citizen, programmeSlug);
  const { voucherId } = done(await issueVoucher(town.db, { applicationId: application }));
  const { code } = await voucherOf(town, voucherId);
  const [shop] = await town.db.select().from(shops).where(eq(shops.merchantId, house.merchantId));
  const till = newId();
  await town.db
    .insert(tills)
    .values({ id: till, merchantId: house.merchantId, shopId: shop!.id, name: 'Cassa' });
  const spent = done(await redeemVoucher(town.db, house.cashier, newId(), { code, amountCents: 1_000 }));
  const held = done(await placeHold(town.db, house.cashier, newId(), { code, amountCents: 1_000 }));
  await town.db.transaction((tx) => openSettlement(tx, house.merchantId, new Date()));
  const [settlement] = await town.db.select().from(settlements);
  const request = { requestId: newId(), name: 'Ada', phone: '3331234567', email: 'ada@example.org' };
  const help = { ...request, reason: 'Aiuto', page: null, userId: null };
  ids = {
    application,
    programme,
    programmeSlug,
    code,
    till,
    draft: await town.draft(citizen, (await town.programme()).slug),
    merchant: house.merchantId,
    shop: shop!.id,
    settlement: settlement!.id,
    ticket: done(await openTicket(town.db, help)).code,
    voucher: voucherId,
    redemption: spent.redemptionId,
    hold: held.holdId,
  };
}, 60_000);
afterAll(() => town.close());

/** Functions that commands are made of: they ask for a permission that they are given, or judge nothing. */
const parts =
  /^(hold|record|append|isOwn|may|on[A-Z]|shopOf|performRow|propose |approve|writeFromDesk|prepareBatch|withinWrongCodes)/;

test('what every command asks of who calls it is written down', () => {
  const found = readdirSync('commands', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const source = readFileSync(`commands/${file}`, 'utf8');
      const exported = source.matchAll(
        /export (?:async function|function|const) (\w+)(?:<[^>]*>)?(?: = (?:async )?)?\(([^)]*)\)/g,
      );
      return [...exported]
        .filter(([, name = '', given = '']) => /\bactor: Actor\b/.test(given) && !parts.test(`${name} `))
        .map(([, name]) => `${file.replace('.ts', '')} ${name}`);
    });
  expect(Object.keys(commands).toSorted()).toEqual(
    found.filter((each) => !/ (ownHold|refusalOn)$/.test(each)).toSorted(),
  );
});

type Command = (db: Queryable, actor: Actor, ...given: unknown[]) => Promise<Outcome<unknown>>;

/** How many rows of each table this connection has written since statistics were last sent. */
async function writtenRows(tx: Queryable): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ relname: string; written: number }>(
    sql`select relname, (n_tup_ins + n_tup_upd + n_tup_del)::int as written from pg_stat_xact_user_tables`,
  );
  return new Map(rows.map(({ relname, written }) => [relname, written]));
}

/** Calls a command in a transaction that leaves nothing behind, and tells the tables it wrote. */
async function attempt(
  command: Command,
  actor: Actor,
  given: unknown[],
): Promise<{ code: string; wrote: string[] }> {
  let answer: { code: string; wrote: string[] } = { code: 'done', wrote: [] };
  const undone = new Error('undone');
  await town.db
    .transaction(async (tx) => {
      const before = await writtenRows(tx);
      const outcome = await command(tx, actor, ...given);
      const after = await writtenRows(tx);
      const wrote = [...after]
        .filter(([table, rows]) => rows !== (before.get(table) ?? 0))
        .map(([table]) => table);
      answer = { code: outcome.ok ? 'done' : outcome.error.code, wrote };
      throw undone;
    })
    .catch((fault: unknown) => {
      if (fault !== undone) throw fault;
    });
  return answer;
}

/** The answer under a call's key is kept for a refusal as well, and a merchant's first call opens its (empty) account. */
const kept = ['idempotency_keys', 'accounts'];

const mayDo = ({ asks, concerns }: CommandAsks, { actor, owner }: { actor: User; owner: boolean }): boolean =>
  may(actor, asks, owner || concerns === 'oneself');

test.each(Object.entries(commands))(
  '%s does what the table says, for every role and relation',
  async (place, asked) => {
    const [file = '', name = ''] = place.split(' ');
    const module = (await import(path.resolve(`commands/${file}.ts`))) as Record<string, Command>;
    const wrong: string[] = [];
    for (const who of actors) {
      const given = asked.given({ ...ids, fresh: newId() });
      const { code, wrote } = await attempt(module[name]!, who.actor, given);
      const refused = code === 'forbidden' || code === 'not-found';
      const allowed = mayDo(asked, who);
      const as = `${who.actor.role}${who.owner ? ' who owns it' : ''}`;
      if (allowed && refused && asked.concerns !== 'nothing') wrong.push(`${as} should be let, was ${code}`);
      if (!allowed && !refused) wrong.push(`${as} should be refused, was ${code}`);
      if (!allowed)
        wrong.push(...wrote.filter((table) => !kept.includes(table)).map((table) => `${as} wrote ${table}`));
    }
    expect(wrong).toEqual([]);
  },
);
