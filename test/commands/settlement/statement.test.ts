import { asc, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closePeriod } from '../../../commands/settlement/close-period';
import { drawStatement } from '../../../commands/settlement/draw';
import { openSettlements } from '../../../commands/settlement/open';
import { voidRedemption } from '../../../commands/voucher/void';
import { redemptionVoids } from '../../../db/schema/ledger';
import { settlementLines } from '../../../db/schema/settlements';
import { after } from '../../../domain/calendar';
import { settlementTerms } from '../../../domain/settlement/terms';
import { drawn, openMarket, settlementOf, settlementsOf, spent, type Market } from '../../support/settlement';
import { done, openTown, type Town } from '../../support/town';
import { faultsOf } from '../../support/waiting';

let town: Town;
let market: Market;

beforeAll(async () => {
  town = await openTown();
  market = await openMarket(town);
});
afterAll(() => town.close());

const linesOf = (settlementId: string) =>
  town.db
    .select()
    .from(settlementLines)
    .where(eq(settlementLines.settlementId, settlementId))
    .orderBy(asc(settlementLines.number));

const voided = (redemptionId: string, by = market) =>
  voidRedemption(town.db, by.shopkeeper, newId(), { redemptionId, reason: 'Merce resa' });

describe('a statement', () => {
  it('lists the spends of the period by their time, numbered from one, and opens the next period', async () => {
    const spends = [await spent(town, market, 2_000), await spent(town, market, 1_600)];
    const id = await drawn(town, market);
    const lines = await linesOf(id);
    expect(lines.map(({ number, redemptionId }) => [number, redemptionId])).toEqual([
      [1, spends[0]],
      [2, spends[1]],
    ]);
    expect(lines[0]).toMatchObject({ amountCents: 2_000, receiptNumber: '0012', shop: 'Sede' });
    expect(lines[0]?.codeEnd).toMatch(/^[A-Z2-9]{3}$/);
    const [first, next] = await settlementsOf(town, market);
    expect(first).toMatchObject({ id, status: 'da presentare', totalCents: 3_600 });
    expect(next).toMatchObject({ status: 'aperta', periodFrom: first?.periodTo });
    expect(await faultsOf(town)).toEqual([]);
  });

  it('drawn again is the same statement', async () => {
    const [first] = await settlementsOf(town, market);
    const before = await linesOf(first?.id ?? '');
    expect(done(await drawStatement(town.db, { settlementId: first?.id ?? '' }))).toEqual({ again: null });
    expect(await linesOf(first?.id ?? '')).toEqual(before);
  });

  it('of a period without spends is empty, and nobody presents it', async () => {
    const quiet = await openMarket(town);
    const id = await drawn(town, quiet);
    expect(await settlementOf(town, id)).toMatchObject({ status: 'vuota', totalCents: null });
    expect((await settlementsOf(town, quiet)).map(({ status }) => status)).toEqual(['vuota', 'aperta']);
  });

  it('leaves to the next one what may still be taken back, and what was taken back to none', async () => {
    const own = await openMarket(town, { voidWindow: 'P1D' });
    const [kept, taken] = [await spent(town, own, 1_000), await spent(town, own, 500)];
    done(await voided(taken, own));
    const id = await drawn(town, own);
    expect((await settlementOf(town, id)).status).toBe('vuota');
    expect(await linesOf(id)).toEqual([]);
    // It may be taken back as before.
    done(await voided(kept, own));
    expect(await faultsOf(town)).toEqual([]);
  });

  it('is not drawn before its period has ended, nor before the windows that end soon after it', async () => {
    const own = await openMarket(town, {
      voidWindow: 'PT7S',
      terms: { ...settlementTerms, frequency: { every: 'PT1M5S' } },
    });
    const [running] = await settlementsOf(town, own);
    if (!running) throw new Error('no period is running');
    const settlementId = running.id;
    await spent(town, own, 1_000);
    expect(done(await drawStatement(town.db, { settlementId })).again).toBe(running.periodTo.toISOString());
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, running.periodTo.getTime() - Date.now() + 5)),
    );
    const { again } = done(await drawStatement(town.db, { settlementId }));
    expect(Date.parse(again ?? '')).toBeGreaterThan(running.periodTo.getTime());
    expect(Date.parse(again ?? '')).toBeLessThan(after(running.periodTo, 'PT8S').getTime());
    await new Promise((resolve) => setTimeout(resolve, Date.parse(again ?? '') - Date.now() + 5));
    expect(done(await drawStatement(town.db, { settlementId })).again).toBeNull();
    expect((await settlementOf(town, settlementId)).totalCents).toBe(1_000);
  });
});

describe('a spend in a statement', () => {
  it('is not taken back, not even past the commands', async () => {
    const [first] = await settlementsOf(town, market);
    const [line] = await linesOf(first?.id ?? '');
    const redemptionId = line?.redemptionId ?? '';
    expect(await voided(redemptionId)).toMatchObject({ ok: false, error: { code: 'void-window-closed' } });
    const row = { redemptionId, reason: 'x', actorKind: 'user' as const, actorId: market.shopkeeper.id };
    await expect(town.db.insert(redemptionVoids).values(row)).rejects.toThrow();
  });

  it('is in a statement or taken back, never both, whoever comes first', async () => {
    const own = await openMarket(town, { voidWindow: 'PT0.15S' });
    for (let round = 0; round < 6; round++) {
      const redemptionId = await spent(town, own, 100);
      const running = (await settlementsOf(town, own)).find(({ status }) => status === 'aperta');
      if (!running) throw new Error('no period is running');
      done(await closePeriod(town.db, own.operator, { settlementId: running.id }));
      // Around the window's last instant.
      await new Promise((resolve) => setTimeout(resolve, 90 + round * 8));
      const [taken] = await Promise.all([
        voided(redemptionId, own),
        ...[0, 5, 10].map(async (ms) => {
          await new Promise((resolve) => setTimeout(resolve, ms));
          return drawStatement(town.db, { settlementId: running.id });
        }),
      ]);
      const lines = await linesOf(running.id);
      expect(lines.some((line) => line.redemptionId === redemptionId) && taken.ok).toBe(false);
    }
    expect(await faultsOf(town)).toEqual([]);
  });
});

describe('a period', () => {
  it('is ended early by the office alone, once', async () => {
    const own = await openMarket(town);
    const [running] = await settlementsOf(town, own);
    const settlementId = running?.id ?? '';
    for (const other of [
      own.shopkeeper,
      await town.user('cassiere', own.merchantId),
      await town.user('cittadino'),
    ]) {
      expect(await closePeriod(town.db, other, { settlementId })).toMatchObject({
        error: { code: 'not-found' },
      });
    }
    done(await closePeriod(town.db, own.operator, { settlementId }));
    const closed = await settlementOf(town, settlementId);
    done(await closePeriod(town.db, own.operator, { settlementId }));
    expect(await settlementOf(town, settlementId)).toEqual(closed);
    expect(closed).toMatchObject({ closedEarly: true, eventNumber: 2 });
  });

  it('is opened for every merchant that has none, once, however many ask at once', async () => {
    const { merchantId } = await town.shop();
    await Promise.all([1, 2, 3].map(() => openSettlements(town.db)));
    const opened = await settlementsOf(town, { ...market, merchantId });
    expect(opened.map(({ status }) => status)).toEqual(['aperta']);
  });
});
