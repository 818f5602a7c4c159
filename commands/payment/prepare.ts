import { eq, max, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { paymentBatches, payments } from '../../db/schema/settlements';
import { civilDate, writeDay } from '../../domain/calendar';
import { ibanFault } from '../../domain/iban';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { writeNote } from '../../domain/settlement/note';
import { holdSettlements, recordSettlementEvent, type SettlementCase } from '../settlement/case';
import { transact, type Outcome } from '../transaction';
import { mayPay } from './authorise';

/** One file of a bank takes many more; a person reviews no more with care. */
export const mostPayments = 200;

/**
 * Puts verified notes together for the bank, with the account each is paid to as it stands now. All of them or none.
 * Preparing the same batch again changes nothing.
 *
 * Refusals: `not-found` (who may not, or a note that is not there); `invalid` (`settlementIds`: none or too many);
 * `note-not-payable` (one that is not verified any more, or whose account is not right).
 *
 * @param input.batchId chosen by the form
 */
export async function preparePayments(
  db: Queryable,
  actor: Actor,
  input: { batchId: string; settlementIds: readonly string[] },
): Promise<Outcome<{ batchId: string }>> {
  const { batchId, settlementIds } = input;
  if (!mayPay(actor, 'settlement.review')) return refused({ code: 'not-found' });
  if (settlementIds.length === 0) return refused(invalid('settlementIds', 'payments-none'));
  if (settlementIds.length > mostPayments)
    return refused(invalid('settlementIds', 'payments-too-many', { limit: mostPayments }));
  return transact(db, async (tx) => {
    const held = await holdSettlements(tx, settlementIds);
    if (await isPrepared(tx, batchId)) return ok({ batchId });
    if (held.length < new Set(settlementIds).size) return refused({ code: 'not-found' });
    await tx.insert(paymentBatches).values({ id: batchId, preparedBy: actor.id, ...(await nextNumber(tx)) });
    for (const each of held) {
      const { settlement, merchant } = each;
      const { iban } = merchant;
      const payable = settlement.status === 'verificata' && iban !== null && ibanFault(iban) === null;
      if (!payable) return refused({ code: 'note-not-payable', note: noteOf(each) });
      const paymentId = newId();
      await tx.insert(payments).values({
        id: paymentId,
        batchId,
        settlementId: settlement.id,
        amountCents: settlement.totalCents ?? 0,
        creditor: merchant.ibanHolder ?? merchant.legalName ?? merchant.name,
        iban,
        remittance: remittanceOf(each),
      });
      const recorded = await recordSettlementEvent(tx, settlement, actor, { kind: 'batched', paymentId });
      if (!recorded.ok) return recorded;
    }
    return ok({ batchId });
  });
}

async function isPrepared(tx: Queryable, batchId: string): Promise<boolean> {
  const found = await tx
    .select({ id: paymentBatches.id })
    .from(paymentBatches)
    .where(eq(paymentBatches.id, batchId));
  return found.length > 0;
}

async function nextNumber(tx: Queryable): Promise<{ year: number; number: number }> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('payment_batches'))`);
  const year = Number(civilDate(await databaseNow(tx)).slice(0, 4));
  const [last] = await tx
    .select({ number: max(paymentBatches.number) })
    .from(paymentBatches)
    .where(eq(paymentBatches.year, year));
  return { year, number: (last?.number ?? 0) + 1 };
}

const noteOf = ({ settlement }: SettlementCase): string =>
  writeNote({ number: settlement.noteNumber ?? 0, year: settlement.noteYear ?? 0 });

const remittanceOf = (each: SettlementCase): string =>
  `Nota di debito ${noteOf(each)} - Buoni Spesa - spese fino al ${writeDay(
    new Date(each.settlement.periodTo.getTime() - 1),
  )}`;
