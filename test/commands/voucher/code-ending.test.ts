import { asc, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confirmHold } from '../../../commands/voucher/confirm-hold';
import { placeHold } from '../../../commands/voucher/place-hold';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { reissueCode } from '../../../commands/voucher/reissue';
import { redemptionOf, redemptionsOn } from '../../../db/queries/redemptions';
import { spendFile, spendsPage } from '../../../db/queries/spends';
import { settlementLines } from '../../../db/schema/settlements';
import { civilDate } from '../../../domain/calendar';
import { drawn, openMarket, type Market } from '../../support/settlement';
import { done, openTown, type Town } from '../../support/town';
import { issued, voucherOf } from '../../support/voucher';

let town: Town;
let market: Market;

beforeAll(async () => {
  town = await openTown();
  market = await openMarket(town);
});
afterAll(() => town.close());

it('a spend is shown with the end of the code it was made with, whatever code the voucher has since', async () => {
  const { shopkeeper, operator, merchantId, slug } = market;
  const { voucherId } = await issued(town, operator, slug);
  const spent: [id: string, end: string][] = [];
  const codeNow = async () => (await voucherOf(town, voucherId)).code;
  const spend = async () => {
    const code = await codeNow();
    const made = done(await redeemVoucher(town.db, shopkeeper, newId(), { code, amountCents: 100 }));
    spent.push([made.redemptionId, code.slice(-3)]);
  };
  const replace = async () => {
    done(
      await reissueCode(town.db, operator, {
        voucherId,
        requestId: newId(),
        reason: 'Codice visto da altri',
      }),
    );
  };

  await spend();
  const code = await codeNow();
  const { holdId } = done(await placeHold(town.db, shopkeeper, newId(), { code, amountCents: 200 }));
  await replace();
  await spend();
  const confirmed = done(await confirmHold(town.db, shopkeeper, newId(), { holdId }));
  spent.push([confirmed.redemptionId, code.slice(-3)]);
  await replace();
  await spend();

  const day = civilDate(new Date());
  const endsOf = (rows: readonly { id: string; codeEnd: string }[]) =>
    spent.map(([id]) => [id, rows.find((row) => row.id === id)?.codeEnd]);
  const page = await spendsPage(town.db, { merchantId, from: day, to: day }, { limit: 9 });
  expect(endsOf(page)).toEqual(spent);
  const listed = await redemptionsOn(town.db, shopkeeper);
  expect(endsOf(listed.ok ? listed.value.spends : [])).toEqual(spent);
  for (const [id, codeEnd] of spent) {
    expect(await spendFile(town.db, { merchantId, shopId: null }, id)).toMatchObject({ codeEnd });
    expect(await redemptionOf(town.db, shopkeeper, id)).toMatchObject({ value: { codeEnd } });
  }
  const lines = await town.db
    .select()
    .from(settlementLines)
    .where(eq(settlementLines.settlementId, await drawn(town, market)))
    .orderBy(asc(settlementLines.number));
  expect(lines.map(({ redemptionId, codeEnd }) => [redemptionId, codeEnd])).toEqual(spent);
});
