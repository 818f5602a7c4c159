import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presentNote } from '../../../commands/settlement/present';
import { sendNoteBack, verifyNote } from '../../../commands/settlement/review';
import { merchants } from '../../../db/schema/merchants';
import { settlementEvents } from '../../../db/schema/settlements';
import { after } from '../../../domain/calendar';
import { drawn, openMarket, settlementOf, spent, type Market } from '../../support/settlement';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let market: Market;

beforeAll(async () => {
  town = await openTown();
  market = await openMarket(town);
});
afterAll(() => town.close());

async function statement(amountCents = 1_000, of = market): Promise<string> {
  await spent(town, of, amountCents);
  return drawn(town, of);
}

const present = (settlementId: string, actor: User = market.shopkeeper, declared = true) =>
  presentNote(town.db, actor, { settlementId, declared });

describe('the note', () => {
  it('takes the next number of its merchant and year, without a gap, two at once too', async () => {
    const ids = [await statement(), await statement(), await statement()];
    const notes = await Promise.all(ids.map((id) => present(id)));
    const year = new Date().getFullYear();
    expect(new Set(notes.map((note) => done(note).number))).toEqual(new Set([1, 2, 3]));
    expect(notes.map((note) => done(note).year)).toEqual([year, year, year]);
    const other = await openMarket(town);
    expect(done(await present(await statement(1_000, other), other.shopkeeper)).number).toBe(1);
  });

  it('presented twice is presented once, and the days to pay run from the first', async () => {
    const id = await statement();
    done(await present(id));
    const row = await settlementOf(town, id);
    expect(row.payBy).toEqual(after(row.presentedAt ?? new Date(), 'P10D'));
    done(await present(id));
    expect(await settlementOf(town, id)).toEqual(row);
  });

  it('names the merchant as it was on its day', async () => {
    const id = await statement();
    done(await present(id));
    expect((await settlementOf(town, id)).noteParty).toEqual({
      name: 'Mercato di Sole S.r.l.',
      vatNumber: null,
      fiscalCode: null,
      address: 'Via Roma 1',
      account: 'IT60 •••• 3456',
    });
  });

  it.each([
    [7_747, 0],
    [7_748, 200],
  ])('of %i cents bears %i of stamp', async (total, stamp) => {
    const id = await statement(total);
    done(await present(id));
    expect((await settlementOf(town, id)).stampCents).toBe(stamp);
  });

  it('needs the declaration and a right account', async () => {
    const id = await statement();
    expect(await present(id, market.shopkeeper, false)).toMatchObject({
      error: { faults: [{ field: 'declared', code: 'declaration' }] },
    });
    const other = await openMarket(town);
    await town.db.update(merchants).set({ iban: null }).where(eq(merchants.id, other.merchantId));
    expect(await present(await statement(1_000, other), other.shopkeeper)).toMatchObject({
      error: { faults: [{ field: 'iban', code: 'iban-missing' }] },
    });
  });

  it('is presented by who runs the merchant: to all others it does not exist', async () => {
    const id = await statement();
    const others = [
      (await openMarket(town)).shopkeeper,
      await town.user('cassiere', market.merchantId),
      market.operator,
      market.responsabile,
      await town.user('cittadino'),
    ];
    for (const other of others)
      expect(await present(id, other)).toMatchObject({ error: { code: 'not-found' } });
  });
});

describe('the review', () => {
  it('finds a note right, once, and only when it was presented', async () => {
    const settlementId = await statement();
    expect(await verifyNote(town.db, market.operator, { settlementId })).toMatchObject({
      error: { code: 'act-not-allowed' },
    });
    done(await present(settlementId));
    done(await verifyNote(town.db, market.operator, { settlementId }));
    done(await verifyNote(town.db, market.operator, { settlementId }));
    expect(await settlementOf(town, settlementId)).toMatchObject({ status: 'verificata', eventNumber: 5 });
  });

  it('finds no note right whose account is not', async () => {
    const own = await openMarket(town);
    const settlementId = await statement(1_000, own);
    done(await present(settlementId, own.shopkeeper));
    const wrong = { iban: 'IT61X0542811101000000123456' };
    await town.db.update(merchants).set(wrong).where(eq(merchants.id, own.merchantId));
    expect(await verifyNote(town.db, own.operator, { settlementId })).toMatchObject({
      error: { code: 'note-fails-checks' },
    });
  });

  it('sends a note back with a reason; presented again it has the number it had', async () => {
    const settlementId = await statement();
    const { number } = done(await present(settlementId));
    const back = (reason: string) => sendNoteBack(town.db, market.operator, { settlementId, reason });
    expect(await back('  ')).toMatchObject({ error: { faults: [{ field: 'reason' }] } });
    done(await back('Manca la partita IVA.'));
    expect(await settlementOf(town, settlementId)).toMatchObject({
      status: 'da correggere',
      sentBackReason: 'Manca la partita IVA.',
      payBy: null,
    });
    expect(done(await present(settlementId)).number).toBe(number);
  });

  it('is the office’s', async () => {
    const settlementId = await statement();
    done(await present(settlementId));
    for (const other of [market.shopkeeper, await town.user('supporto'), await town.user('amministratore')]) {
      expect(await verifyNote(town.db, other, { settlementId })).toMatchObject({
        error: { code: 'not-found' },
      });
      expect(await sendNoteBack(town.db, other, { settlementId, reason: 'x' })).toMatchObject({
        error: { code: 'not-found' },
      });
    }
  });

  it('tells no event of money or accounts', async () => {
    const events = await town.db.select().from(settlementEvents);
    expect(JSON.stringify(events)).not.toMatch(/IT60X|cents/i);
  });
});
