import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reviewSignal } from '../../../commands/control/review';
import { setThresholds } from '../../../commands/control/set-thresholds';
import { evidenceOf, triesByHour } from '../../../db/queries/control/evidence';
import { reviewsOf, signalList, signalOf } from '../../../db/queries/control/reviews';
import { signals } from '../../../db/queries/control/signals';
import { thresholdHistory, thresholdsInForce } from '../../../db/queries/control/thresholds';
import { redemptions, redemptionVoids } from '../../../db/schema/ledger';
import { shops, tills, wrongCodes } from '../../../db/schema/merchants';
import type { SignalKind } from '../../../domain/control/signals';
import { initialThresholds, type Thresholds } from '../../../domain/control/thresholds';
import { roles } from '../../../domain/roles';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued, type IssuedVoucher } from '../../support/voucher';

let town: Town;
let slug: string;
let operator: User;
let head: User;
let shop: Shop;

interface Shop {
  merchantId: string;
  shopId: string;
  cashier: User;
}

const noon = new Date('2021-05-12T10:00:00Z');
const everSince = new Date(0);
const seconds = (count: number): Date => new Date(noon.getTime() + count * 1_000);
const days = (count: number): Date => seconds(count * 86_400);

beforeAll(async () => {
  town = await openTown(4);
  ({ slug } = await town.programme(rulesWith({ allocationCents: 100_000_000 })));
  [operator, head] = [await town.user('operatore'), await town.user('responsabile')];
});
afterAll(() => town.close());
beforeEach(async () => {
  shop = await newShop();
});

async function newShop(): Promise<Shop> {
  const { merchantId, cashier } = await town.shop();
  const [first] = await town.db.select().from(shops).where(eq(shops.merchantId, merchantId));
  return { merchantId, cashier, shopId: first?.id ?? '' };
}

const voucher = (amountCents?: number) => issued(town, operator, slug, amountCents);

/** A spend as the till would have left it at that time. */
async function spent(
  { voucherId }: IssuedVoucher,
  amountCents: number,
  at: Date,
  { of = shop, actorId }: { of?: Shop; actorId?: string } = {},
): Promise<string> {
  const id = newId();
  await town.db.insert(redemptions).values({
    id,
    voucherId,
    merchantId: of.merchantId,
    shopId: of.shopId,
    actorKind: 'user',
    actorId: actorId ?? of.cashier.id,
    amountCents,
    at,
  });
  return id;
}

async function voided(redemptionId: string): Promise<void> {
  const by = { actorKind: 'user' as const, actorId: shop.cashier.id };
  await town.db.insert(redemptionVoids).values({ redemptionId, reason: 'Errore', ...by });
}

async function tune(changes: Partial<Thresholds>): Promise<void> {
  const values = { ...initialThresholds, ...changes };
  done(await setThresholds(town.db, head, { changeId: newId(), values, reason: 'Prova' }));
}

const found = (kind: SignalKind, since = everSince, merchantId = shop.merchantId) =>
  signals(town.db, { kind, since, merchantId });

describe('round spends that empty a voucher', () => {
  it('three in a month of a shop raise a signal, with the spends as evidence', async () => {
    const ids: string[] = [];
    for (const day of [0, 3, 6]) ids.push(await spent(await voucher(), 30_000, days(day)));
    const [signal, ...others] = await found('round');
    expect(others).toEqual([]);
    expect(signal).toMatchObject({ count: 3, vouchers: 3, amountCents: 90_000, from: noon, to: days(6) });
    expect(signal?.spendIds).toEqual(ids);
    const evidence = await evidenceOf(town.db, signal!);
    expect(evidence.map(({ id, amountCents, shop: where }) => [id, amountCents, where])).toEqual(
      ids.map((id) => [id, 30_000, 'Sede']),
    );
  });

  it('is of the spend that takes all that was left, and of a round amount', async () => {
    const [first, second, third, fourth] = [
      await voucher(),
      await voucher(),
      await voucher(),
      await voucher(),
    ];
    await spent(first, 10_000, days(0));
    await spent(first, 20_000, days(1));
    await spent(second, 29_950, days(0));
    await spent(second, 50, days(1));
    await spent(third, 29_999, days(2));
    await spent(fourth, 20_000, days(2));
    await tune({ roundSpends: 1 });
    expect((await found('round')).map(({ count, amountCents }) => [count, amountCents])).toEqual([
      [1, 20_000],
    ]);
    await tune({ roundSpends: 1, roundFrom: 20_001 });
    expect(await found('round')).toEqual([]);
    await tune({ roundSpends: 1, roundTo: 3_000 });
    expect(await found('round')).toEqual([]);
    await tune({});
  });

  it('forgets what was taken back, and counts what was then left', async () => {
    const target = await voucher();
    await voided(await spent(target, 5_000, days(0)));
    const whole = await spent(target, 30_000, days(1));
    await tune({ roundSpends: 1 });
    expect((await found('round')).map(({ spendIds }) => spendIds)).toEqual([[whole]]);
    await voided(whole);
    expect(await found('round')).toEqual([]);
    await tune({});
  });

  it('counts by the month in Europe/Rome and by shop', async () => {
    await tune({ roundSpends: 1 });
    await spent(await voucher(), 30_000, new Date('2021-05-31T21:59:59Z'));
    await spent(await voucher(), 30_000, new Date('2021-05-31T22:00:00Z'));
    const second = newId();
    await town.db.insert(shops).values({ id: second, merchantId: shop.merchantId, name: 'Mercato' });
    await spent(await voucher(), 30_000, new Date('2021-05-02T10:00:00Z'), {
      of: { ...shop, shopId: second },
    });
    expect((await found('round')).map(({ place, count, key }) => [place, count, key.slice(-7)])).toEqual([
      ['Sede', 1, '2021-06'],
      ['Sede', 1, '2021-05'],
      ['Mercato', 1, '2021-05'],
    ]);
    await tune({});
  });
});

describe('spends seconds apart', () => {
  it('at one till raise a signal when they are three in a row', async () => {
    const ids: string[] = [];
    for (const at of [0, 20, 40]) ids.push(await spent(await voucher(), 1_234, seconds(at)));
    await spent(await voucher(), 1_234, seconds(61));
    const [signal, ...others] = await found('rapid');
    expect(others).toEqual([]);
    expect(signal).toMatchObject({ count: 3, vouchers: 3, amountCents: 3_702, spendIds: ids });
    expect(signal?.place).toBe('Sede · Mario Rossi');
  });

  it('at two tills are two queues', async () => {
    const other = await town.user('cassiere', shop.merchantId);
    for (const at of [0, 20, 40]) {
      await spent(await voucher(), 500, seconds(at), { actorId: at === 20 ? other.id : shop.cashier.id });
    }
    expect(await found('rapid')).toEqual([]);
  });

  it('are looked for with the seconds in force', async () => {
    for (const at of [0, 5, 10]) await spent(await voucher(), 500, seconds(at));
    await tune({ rapidSeconds: 4 });
    expect(await found('rapid')).toEqual([]);
    await tune({ rapidSeconds: 5 });
    expect(await found('rapid')).toHaveLength(1);
    await tune({});
  });
});

describe('one shop that takes many households’ whole value', () => {
  it('is told from a shop where people spend a part', async () => {
    await tune({ wholeVouchers: 3, wholeOfShop: 60 });
    const elsewhere = await newShop();
    for (const day of [1, 2, 3]) {
      const target = await voucher();
      await spent(target, 14_250, days(day));
      await spent(target, 14_250, days(day + 10));
      await spent(target, 1_500, days(day + 11), { of: elsewhere });
    }
    for (const day of [1, 2]) await spent(await voucher(), 5_000, days(day));
    const [signal, ...others] = await found('one-shop');
    expect(others).toEqual([]);
    expect(signal).toMatchObject({ count: 3, vouchers: 3, share: 60, amountCents: 85_500, to: days(13) });
    expect(signal?.spendIds).toHaveLength(6);
    expect(await found('one-shop', everSince, elsewhere.merchantId)).toEqual([]);
    await spent(await voucher(), 5_000, days(2));
    expect(await found('one-shop')).toEqual([]);
    await tune({});
  });
});

describe('codes that open nothing', () => {
  it('ten in a day at one till raise a signal, hour by hour', async () => {
    const tillId = newId();
    await town.db
      .insert(tills)
      .values({ id: tillId, merchantId: shop.merchantId, shopId: shop.shopId, name: 'Cassa 1' });
    const { merchantId } = shop;
    const tried = (at: Date, actorId: string) =>
      town.db.insert(wrongCodes).values({ id: newId(), merchantId, actorKind: 'till', actorId, at });
    for (let minute = 0; minute < 9; minute++) await tried(seconds(minute * 60), tillId);
    await tried(days(1), tillId);
    await tried(noon, shop.cashier.id);
    expect(await found('wrong-codes')).toEqual([]);
    await tried(seconds(3_600), tillId);
    const [signal, ...others] = await found('wrong-codes');
    expect(others).toEqual([]);
    expect(signal).toMatchObject({ count: 10, place: 'Sede · Cassa 1', from: noon, to: seconds(3_600) });
    expect(await triesByHour(town.db, signal!)).toEqual([
      { hour: 12, tries: 9 },
      { hour: 13, tries: 1 },
    ]);
  });
});

describe('a signal', () => {
  const raised = async (): Promise<string> => {
    for (const at of [0, 1, 2]) await spent(await voucher(), 500, seconds(at));
    const [signal] = await found('rapid');
    return signal?.key ?? '';
  };
  const review = (key: string, input: object = {}, actor: User = operator) =>
    reviewSignal(town.db, actor, {
      reviewId: newId(),
      key,
      finding: 'chiarito',
      note: 'Sentito il negozio',
      ...input,
    });

  it('is shown when something of it is recent enough', async () => {
    const key = await raised();
    expect(await found('rapid', seconds(2))).toMatchObject([{ key, count: 3 }]);
    expect(await found('rapid', seconds(3))).toEqual([]);
  });

  it('keeps what was found, with the figures that were seen, and waits again when it grows', async () => {
    const key = await raised();
    expect(await signalOf(town.db, key)).toMatchObject({ key, state: 'da vedere' });
    done(await review(key));
    expect(await signalOf(town.db, key)).toMatchObject({ state: 'chiarito' });
    expect(await reviewsOf(town.db, key)).toMatchObject([
      {
        finding: 'chiarito',
        note: 'Sentito il negozio',
        by: 'Mario Rossi',
        seen: { count: 3, amountCents: 1_500 },
      },
    ]);
    await spent(await voucher(), 500, seconds(3));
    expect(await signalOf(town.db, key)).toMatchObject({ state: 'cresciuto', count: 4 });
    done(await review(key, { finding: 'da seguire' }));
    const [listed] = await signalList(town.db, { since: everSince, merchantId: shop.merchantId });
    expect(listed).toMatchObject({ key, state: 'da seguire' });
  });

  it('is reviewed once by a form posted twice', async () => {
    const key = await raised();
    const reviewId = newId();
    for (let time = 0; time < 2; time++) done(await review(key, { reviewId }));
    expect(await reviewsOf(town.db, key)).toHaveLength(1);
  });

  it.each([
    ['finding', { finding: 'colpevole' }, 'choice'],
    ['note', { note: '  ' }, 'required'],
    ['note', { note: 'x'.repeat(2_001) }, 'too-long'],
  ])('is not reviewed with a wrong %s: %j', async (field, input, code) => {
    const key = await raised();
    const faults = [{ field, code }];
    expect(await review(key, input)).toEqual({ ok: false, error: { code: 'invalid', faults } });
    expect(await reviewsOf(town.db, key)).toEqual([]);
  });

  it('that is not there cannot be reviewed', async () => {
    for (const key of ['', 'rapid', `rapid.${shop.merchantId}.${newId()}`]) {
      expect(await review(key)).toEqual({ ok: false, error: { code: 'not-found' } });
    }
  });

  it.each(roles.filter((role) => role !== 'operatore' && role !== 'responsabile'))(
    'is not for %s',
    async (role) => {
      const key = await raised();
      const actor = role === 'esercente' ? shop.cashier : await town.user(role);
      expect(await review(key, {}, actor)).toEqual({ ok: false, error: { code: 'forbidden' } });
    },
  );
});

describe('the thresholds', () => {
  const set = (changes: object, { actor = head, reason = 'Prova', changeId = newId() } = {}) =>
    setThresholds(town.db, actor, { changeId, values: { ...initialThresholds, ...changes }, reason });

  it('are changed by the responsabile alone, with a reason', async () => {
    for (const role of roles.filter((each) => each !== 'responsabile')) {
      const actor = role === 'esercente' ? shop.cashier : await town.user(role);
      expect(await set({ rapidSeconds: 7 }, { actor })).toEqual({ ok: false, error: { code: 'forbidden' } });
    }
    expect(await set({ rapidSeconds: 7 }, { reason: ' ' })).toMatchObject({
      ok: false,
      error: { faults: [{ field: 'reason', code: 'required' }] },
    });
    expect(await thresholdsInForce(town.db)).toEqual(initialThresholds);
  });

  it('keep who changed them and why; the same again is no change', async () => {
    const before = (await thresholdHistory(town.db)).length;
    const changeId = newId();
    for (let time = 0; time < 2; time++)
      done(await set({ rapidSeconds: 7 }, { changeId, reason: 'Troppi segnali' }));
    done(await set({ rapidSeconds: 7 }));
    const history = await thresholdHistory(town.db);
    expect(history).toHaveLength(before + 1);
    expect(history[0]).toMatchObject({ reason: 'Troppi segnali', by: 'Mario Rossi' });
    expect(await thresholdsInForce(town.db)).toEqual({ ...initialThresholds, rapidSeconds: 7 });
    await tune({});
  });
});
