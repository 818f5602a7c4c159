import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../commands/transaction';
import { checkVoucher } from '../../../commands/voucher/check';
import { placeHold } from '../../../commands/voucher/place-hold';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import type { Caller } from '../../../commands/limits/wrong-codes';
import { wrongCodes } from '../../../db/schema/merchants';
import { idempotencyKeys } from '../../../db/schema/delivery';
import { attemptsOnVoucher } from '../../../domain/voucher/limits';
import { atOnce, tally } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued, type IssuedVoucher } from '../../support/voucher';

let town: Town;
let slug: string;
let operator: User;
let voucher: IssuedVoucher;
let merchantId: string;

beforeAll(async () => {
  town = await openTown(10);
  ({ slug } = await town.programme(rulesWith({ allocationCents: 100_000_000 })));
  operator = await town.user('operatore');
});
afterAll(() => town.close());

beforeEach(async () => {
  voucher = await issued(town, operator, slug);
  ({ merchantId } = await town.shop());
});

const till = (of = merchantId): Caller => ({ kind: 'till', id: newId(), role: 'esercente', merchantId: of });

/** A code that opens nothing, well-formed. */
const guess = (number: number): string => `ZZZZ${String(number).padStart(3, '2').replaceAll(/[01]/g, '9')}`;

const spend = (caller: Caller, code: string, key = newId()) =>
  redeemVoucher(town.db, caller, key, { code, amountCents: 100 });

const tried = () => town.db.select().from(wrongCodes).where(eq(wrongCodes.merchantId, merchantId));

async function tryWrong(caller: Caller, times: number): Promise<void> {
  for (let number = 0; number < times; number++) {
    expect(await spend(caller, guess(number))).toEqual({ ok: false, error: { code: 'voucher-not-found' } });
  }
}

/** So many wrong codes of a caller, so many minutes ago. */
const before = ({ kind, id, merchantId: of }: Caller, times: number, minutes: number) =>
  town.db.insert(wrongCodes).values(
    Array.from({ length: times }, () => ({
      ...{ id: newId(), merchantId: of, actorKind: kind, actorId: id },
      at: new Date(Date.now() - minutes * 60_000),
    })),
  );

const tooMany = {
  ok: false,
  error: { code: 'too-many-requests', retryAfterSeconds: expect.any(Number) as number },
};

describe('codes that open nothing', () => {
  it('are written down by who tried and when, without the code', async () => {
    const caller = till();
    await tryWrong(caller, 2);
    expect(await tried()).toMatchObject([
      { actorKind: 'till', actorId: caller.id },
      { actorKind: 'till', actorId: caller.id },
    ]);
    expect(JSON.stringify(await tried())).not.toContain('ZZZZ');
  });

  it('after ten of them neither wrong nor right ones are told apart, nor spent', async () => {
    const caller = till();
    await tryWrong(caller, 10);
    const key = newId();
    const refusals = [
      await spend(caller, guess(11)),
      await spend(caller, voucher.code, key),
      await checkVoucher(town.db, caller, guess(12)),
      await checkVoucher(town.db, caller, voucher.code),
      await placeHold(town.db, caller, newId(), { code: guess(13), amountCents: 1 }),
      await placeHold(town.db, caller, newId(), { code: voucher.code, amountCents: 1 }),
    ];
    for (const refusal of refusals) expect(refusal).toEqual(tooMany);
    expect(await tried()).toHaveLength(10);
    expect(await town.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key))).toEqual([]);
  });

  it('do not stop a till that slips now and then', async () => {
    const caller = till();
    await tryWrong(caller, 9);
    expect(done(await spend(caller, voucher.code)).balanceCents).toBe(29_900);
    expect(done(await checkVoucher(town.db, caller, voucher.code)).balanceCents).toBe(29_900);
  });

  it('are waited for: the longer, the more there were; then the same key goes through', async () => {
    const caller = till();
    const key = newId();
    await before(caller, 10, 9);
    expect(await spend(caller, voucher.code, key)).toMatchObject({
      error: { retryAfterSeconds: expect.toSatisfy((wait: number) => wait > 50 && wait <= 60) as number },
    });
    await before(caller, 10, 8);
    expect(await spend(caller, voucher.code, key)).toMatchObject({
      error: {
        retryAfterSeconds: expect.toSatisfy((wait: number) => wait > 50 * 60 && wait <= 51 * 60) as number,
      },
    });
    await town.db.delete(wrongCodes).where(eq(wrongCodes.actorId, caller.id));
    await before(caller, 20, 61);
    expect(done(await spend(caller, voucher.code, key)).balanceCents).toBe(29_900);
  });

  it('count for the whole merchant, so that more tills are not more guesses; not for others', async () => {
    for (let count = 0; count < 3; count++) await tryWrong(till(), 10);
    expect(await spend(till(), voucher.code)).toEqual(tooMany);
    const { merchantId: elsewhere } = await town.shop();
    done(await spend(till(elsewhere), voucher.code));
  });

  it('count when they are only checked or set aside for', async () => {
    const caller = till();
    for (let number = 0; number < 5; number++) {
      await checkVoucher(town.db, caller, guess(number));
      await placeHold(town.db, caller, newId(), { code: guess(number), amountCents: 1 });
    }
    expect(await spend(caller, voucher.code)).toEqual(tooMany);
  });

  it('all at once are no more guesses than one after the other, but for what was under way', async () => {
    const caller = till();
    const outcomes = await atOnce(200, (number) =>
      spend(caller, number === 199 ? voucher.code : guess(number)),
    );
    const { done: made, refusals } = tally(outcomes);
    expect(made).toBe(0);
    expect(refusals.filter((code) => code === 'voucher-not-found').length).toBeLessThanOrEqual(20);
  });

  it('give the same answer again to the same key, and count once', async () => {
    const caller = till();
    const key = newId();
    for (let time = 0; time < 12; time++)
      expect(await spend(caller, guess(1), key)).toEqual({ ok: false, error: { code: 'voucher-not-found' } });
    expect(await tried()).toHaveLength(1);
  });
});

describe('attempts on one voucher', () => {
  it('are limited by the minute, from wherever they come, and leave other vouchers alone', async () => {
    // A minute may begin while they are made: then they are counted from its beginning.
    for (;;) {
      const started = new Date().getMinutes();
      const outcomes = await atOnce<Outcome<unknown>>(attemptsOnVoucher.times + 5, (index) =>
        index % 2 === 0 ? spend(till(), voucher.code) : checkVoucher(town.db, till(), voucher.code),
      );
      if (new Date().getMinutes() !== started) continue;
      expect(tally(outcomes)).toMatchObject({
        refusals: Array.from({ length: 5 }, () => 'too-many-requests'),
      });
      break;
    }
    const another = await issued(town, operator, slug);
    done(await spend(till(), another.code));
  });
});
