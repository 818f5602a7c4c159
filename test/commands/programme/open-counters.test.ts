import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { decideApplication } from '../../../commands/application/decide';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { revokeApproval } from '../../../commands/voucher/revoke';
import { voidRedemption } from '../../../commands/voucher/void';
import { activeMerchants, programmeCounts } from '../../../db/queries/open-counters';
import { civilDate } from '../../../domain/calendar';
import { done, openTown, type Town } from '../../support/town';
import { issued } from '../../support/voucher';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

describe('the counts of a programme', () => {
  it('are of what was sent, committed and spent, and of nothing that was taken back', async () => {
    const operator = await town.user('operatore');
    const { slug } = await town.programme();
    const { cashier } = await town.shop();
    const spent = await issued(town, operator, slug, 30_000);
    done(await redeemVoucher(town.db, cashier, newId(), { code: spent.code, amountCents: 2_000 }));
    const mistaken = done(
      await redeemVoucher(town.db, cashier, newId(), { code: spent.code, amountCents: 500 }),
    );
    done(await voidRedemption(town.db, cashier, newId(), { ...mistaken, reason: 'Errore' }));
    const { applicationId: revoked } = await issued(town, operator, slug, 20_000);
    done(
      await revokeApproval(town.db, await town.user('responsabile'), {
        applicationId: revoked,
        reason: 'No',
      }),
    );
    const rejected = await town.submitted(await town.user('cittadino'), slug);
    const decision = { outcome: 'respinta', reason: 'Fuori dai criteri' } as const;
    done(await decideApplication(town.db, operator, { applicationId: rejected, decision }));
    await town.submitted(await town.user('cittadino'), slug);
    await town.draft(await town.user('cittadino'), slug);
    const counts = (await programmeCounts(town.db)).find((each) => each.slug === slug);
    expect(counts).toMatchObject({
      allocatedCents: 1_000_000,
      committedCents: 30_000,
      spentCents: 2_000,
      spendingVouchers: 1,
    });
    expect(Object.fromEntries(counts?.byStatus ?? [])).toEqual({
      presentata: 1,
      approvata: 1,
      respinta: 1,
      annullata: 1,
    });
    expect([...(counts?.byMonth ?? [])]).toEqual([[civilDate(new Date()).slice(0, 7), 4]]);
    expect([...(counts?.bySize.values() ?? [])].reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(await activeMerchants(town.db)).toBe(1);
  });
});
