import { eq, max, and } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { merchants } from '../../db/schema/merchants';
import { settlements } from '../../db/schema/settlements';
import { after, before, civilDate } from '../../domain/calendar';
import { ibanFault } from '../../domain/iban';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { maskIban, type NoteNumber, type NoteParty } from '../../domain/settlement/note';
import { stampOf, type SettlementTerms } from '../../domain/settlement/terms';
import { transact, type Outcome } from '../transaction';
import { holdFor, recordSettlementEvent, type Merchant, type Settlement } from './case';

/**
 * The merchant presents the nota di debito: declares that the spends are goods the vouchers are for, and the note takes
 * its number, which has no gap among the merchant's notes of the year. A note that was sent back keeps the number it has.
 * From here the days to pay run. Presenting again changes nothing.
 *
 * Refusals: `not-found`; `invalid` (`declared`: not declared; `iban`: there is no account, or no right one to pay to);
 * `act-not-allowed`.
 */
export async function presentNote(
  db: Queryable,
  actor: Actor,
  input: { settlementId: string; declared: boolean },
): Promise<Outcome<NoteNumber>> {
  return transact(db, async (tx) => {
    const held = await holdFor(tx, actor, 'settlement.present', input.settlementId);
    if (!held.ok) return held;
    const { settlement, merchant, now, user } = held.value;
    if (settlement.status === 'presentata') {
      return ok({ year: settlement.noteYear ?? 0, number: settlement.noteNumber ?? 0 });
    }
    if (!input.declared) return refused(invalid('declared', 'declaration'));
    if (merchant.iban === null || ibanFault(merchant.iban) !== null) {
      return refused(invalid('iban', 'iban-missing'));
    }
    const note = await numberOf(tx, settlement, now);
    const clock = payClock(settlement.terms, now);
    const recorded = await recordSettlementEvent(
      tx,
      settlement,
      actor,
      { kind: 'presented', ...clock.instants },
      {
        noteYear: note.year,
        noteNumber: note.number,
        noteParty: partyOf(merchant, merchant.iban),
        stampCents: stampOf(settlement.totalCents ?? 0, settlement.terms.stamp),
        presentedAt: now,
        presentedBy: user.id,
        payBy: clock.payBy,
        sentBackReason: null,
      },
    );
    return recorded.ok ? ok(note) : recorded;
  });
}

/** The clock of the days to pay from an instant on: when the money is due, and when the office is warned. */
export function payClock(terms: SettlementTerms, from: Date) {
  const payBy = after(from, terms.payWithin);
  const warnAt = before(payBy, terms.warnBefore);
  return { payBy, instants: { warnAt: warnAt.toISOString(), payBy: payBy.toISOString() } };
}

/** The merchant's lock keeps two of its notes from taking the same number. */
async function numberOf(tx: Queryable, settlement: Settlement, now: Date): Promise<NoteNumber> {
  if (settlement.noteYear !== null && settlement.noteNumber !== null) {
    return { year: settlement.noteYear, number: settlement.noteNumber };
  }
  const { merchantId } = settlement;
  await tx
    .select({ id: merchants.id })
    .from(merchants)
    .where(eq(merchants.id, merchantId))
    .for('no key update');
  const year = Number(civilDate(now).slice(0, 4));
  const [last] = await tx
    .select({ number: max(settlements.noteNumber) })
    .from(settlements)
    .where(and(eq(settlements.merchantId, merchantId), eq(settlements.noteYear, year)));
  return { year, number: (last?.number ?? 0) + 1 };
}

const partyOf = ({ name, legalName, vatNumber, fiscalCode, address }: Merchant, iban: string): NoteParty => ({
  name: legalName ?? name,
  vatNumber,
  fiscalCode,
  address,
  account: maskIban(iban),
});
