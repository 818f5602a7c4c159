import { asc, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { applyOutcomes } from '../../commands/payment/apply-outcomes';
import { preparePayments } from '../../commands/payment/prepare';
import { readOutcomes } from '../../commands/payment/read-outcomes';
import { signPayments } from '../../commands/payment/sign';
import { closePeriod } from '../../commands/settlement/close-period';
import { drawStatement } from '../../commands/settlement/draw';
import { openSettlement } from '../../commands/settlement/open';
import { presentNote } from '../../commands/settlement/present';
import { verifyNote } from '../../commands/settlement/review';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { merchants } from '../../db/schema/merchants';
import { payments, settlements } from '../../db/schema/settlements';
import { bankReference } from '../../domain/settlement/reference';
import { settlementTerms, type SettlementTerms } from '../../domain/settlement/terms';
import { ente } from '../../ente';
import { rulesWith } from './rules';
import { done, type Town, type User } from './town';
import { issued } from './voucher';

/** The Italian example of the register of IBANs, and another one that is right. */
export const iban = 'IT60X0542811101000000123456';
export const otherIban = 'DE89370400440532013000';

/** Rules whose spends can be taken back for so long. */
export const voidableFor = (voidWindow: string) => {
  const rules = rulesWith();
  return { ...rules, terms: { ...rules.terms, voidWindow } };
};

/** A merchant with an account, its period open, and people of the office. */
export interface Market {
  merchantId: string;
  shopkeeper: User;
  operator: User;
  responsabile: User;
  slug: string;
  programmeId: string;
}

export async function openMarket(
  town: Town,
  { terms = settlementTerms, voidWindow = 'PT0S' }: { terms?: SettlementTerms; voidWindow?: string } = {},
): Promise<Market> {
  const { merchantId, cashier: shopkeeper } = await town.shop();
  await town.db
    .update(merchants)
    .set({ iban, legalName: 'Mercato di Sole S.r.l.', address: 'Via Roma 1' })
    .where(eq(merchants.id, merchantId));
  const { id: programmeId, slug } = await town.programme(voidableFor(voidWindow));
  await town.db.transaction((tx) => openSettlement(tx, merchantId, new Date(Date.now() - 60_000), terms));
  const [operator, responsabile] = [await town.user('operatore'), await town.user('responsabile')];
  return { merchantId, shopkeeper, operator, responsabile, slug, programmeId };
}

/** A spend of a new voucher; its id. */
export async function spent(town: Town, market: Market, amountCents: number): Promise<string> {
  const { code } = await issued(town, market.operator, market.slug);
  const request = { code, amountCents, receiptNumber: '0012' };
  return done(await redeemVoucher(town.db, market.shopkeeper, newId(), request)).redemptionId;
}

export type SettlementRow = typeof settlements.$inferSelect;

/** The merchant's settlements, oldest first. */
export const settlementsOf = (town: Town, { merchantId }: Market): Promise<SettlementRow[]> =>
  town.db
    .select()
    .from(settlements)
    .where(eq(settlements.merchantId, merchantId))
    .orderBy(asc(settlements.periodFrom), asc(settlements.id));

export async function settlementOf(town: Town, id: string): Promise<SettlementRow> {
  const [row] = await town.db.select().from(settlements).where(eq(settlements.id, id));
  if (!row) throw new Error('there is no such settlement');
  return row;
}

/** Ends the running period and draws its statement, as the workflow does; its id. */
export async function drawn(town: Town, market: Market): Promise<string> {
  const running = (await settlementsOf(town, market)).find(({ status }) => status === 'aperta');
  if (!running) throw new Error('no period is running');
  done(await closePeriod(town.db, market.operator, { settlementId: running.id }));
  // The void window's last instant belongs to it.
  await new Promise((resolve) => setTimeout(resolve, 3));
  done(await drawStatement(town.db, { settlementId: running.id }));
  return running.id;
}

/** From the statement to the verified note. */
export async function verified(town: Town, market: Market, settlementId: string): Promise<void> {
  done(await presentNote(town.db, market.shopkeeper, { settlementId, declared: true }));
  done(await verifyNote(town.db, market.operator, { settlementId }));
}

/** Notes put together and signed; the payments' ids. */
export async function signedBatch(town: Town, market: Market, settlementIds: string[]): Promise<string[]> {
  const batchId = newId();
  done(await preparePayments(town.db, market.operator, { batchId, settlementIds }));
  done(await signPayments(town.db, market.responsabile, { batchId, treasury: ente.treasury }));
  const rows = await town.db
    .select({ id: payments.id })
    .from(payments)
    .where(eq(payments.batchId, batchId))
    .orderBy(asc(payments.id));
  return rows.map(({ id }) => id);
}

/** Takes in what the bank says of payments, as CSV. */
export async function bankSays(
  town: Town,
  market: Market,
  rows: readonly (readonly [paymentId: string, state: string, reason?: string])[],
) {
  const lines = rows.map(([id, state, reason = '']) => `${bankReference(id)};${state};${reason}`);
  return takeIn(town, market, ['EndToEndId;Esito;Motivo', ...lines].join('\n'));
}

/** Reads a file of the bank and applies it. */
export async function takeIn(town: Town, market: Market, text: string) {
  const read = await readOutcomes(town.db, market.operator, { fileName: 'esiti', content: bytesOf(text) });
  return read.ok ? applyOutcomes(town.db, market.operator, read.value) : read;
}

export async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
