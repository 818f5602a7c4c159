import { and, eq, notInArray } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { merchants, shops } from '../../db/schema/merchants';
import type { Answers } from '../../domain/application/answers';
import {
  accountFields,
  readBusiness,
  readFields,
  readShop,
  unacceptedDeclarations,
} from '../../domain/merchant/business';
import { declarationsVersion } from '../../domain/merchant/declarations';
import type { MerchantEvent } from '../../domain/merchant/events';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { postMessage } from '../message/queue';
import { databaseError, transact, type Outcome } from '../transaction';
import { appendMerchantEvent, type MerchantActor } from './case';

export interface Enrolment {
  /** Chosen by the page that showed the form: sending it twice is one merchant. */
  merchantId: string;
  /** As typed: `businessFields`, `accountFields`, and the first shop's fields after `shop.`. */
  answers: Answers;
}

/**
 * A business asks to join, from outside: it becomes a merchant that waits for the office, with its first shop, and gets
 * a mail that says so.
 *
 * Refusals: `invalid` with a fault for each field, `vat-number-known` among them.
 */
export async function applyAsMerchant(
  db: Queryable,
  enrolment: Enrolment,
): Promise<Outcome<{ merchantId: string }>> {
  return enrol(
    db,
    { kind: 'visitor' },
    enrolment,
    { kind: 'applied', declarations: declarationsVersion },
    unacceptedDeclarations(enrolment.answers),
  );
}

/**
 * The office writes down a business that came to the desk; it is then accepted like any other.
 *
 * Refusals: `forbidden`; `invalid` as above.
 */
export async function registerMerchant(
  db: Queryable,
  actor: Actor,
  enrolment: Enrolment,
): Promise<Outcome<{ merchantId: string }>> {
  if (actor.kind === 'till' || !may(actor, 'merchant.agree', false)) return refused({ code: 'forbidden' });
  return enrol(db, actor, enrolment, { kind: 'registered' }, []);
}

async function enrol(
  db: Queryable,
  actor: MerchantActor,
  { merchantId, answers }: Enrolment,
  event: Extract<MerchantEvent, { kind: 'applied' | 'registered' }>,
  moreFaults: ReturnType<typeof unacceptedDeclarations>,
): Promise<Outcome<{ merchantId: string }>> {
  const business = readBusiness(answers);
  const account = readFields(accountFields, answers);
  const shop = readShop(answers, 'shop.');
  const faults = [...business.faults, ...account.faults, ...shop.faults, ...moreFaults];
  if (faults.length > 0) return refused({ code: 'invalid', faults });
  const { vatNumber, email, name } = business.values;
  const known = refused(invalid('vatNumber', 'vat-number-known'));
  try {
    return await transact(db, async (tx) => {
      // In this order: the same form sent at the same moment may be the one that made it known.
      const taken = await isKnown(tx, vatNumber);
      if (await wasPosted(tx, merchantId, vatNumber)) return ok({ merchantId });
      if (taken) return known;
      const status = 'richiesto' as const;
      await tx
        .insert(merchants)
        .values({ id: merchantId, ...business.values, ...account.values, status, eventNumber: 1 });
      await tx.insert(shops).values({ id: newId(), merchantId, ...shop.values });
      await appendMerchantEvent(tx, merchantId, 1, actor, event);
      if (event.kind === 'applied') {
        await postMessage(tx, {
          kind: 'merchant-applied',
          recipient: email,
          params: { name, vatNumber },
          businessKey: `merchant-applied:${merchantId}`,
        });
      }
      return ok({ merchantId });
    });
  } catch (fault) {
    // Sent twice at the same moment: the other one is written by now.
    if (databaseError(fault)?.code !== '23505') throw fault;
    return (await wasPosted(db, merchantId, vatNumber)) ? ok({ merchantId }) : known;
  }
}

/** Whether this very form was sent before. The id alone, with another business, is nobody's form. */
async function wasPosted(db: Queryable, merchantId: string, vatNumber: string): Promise<boolean> {
  const rows = await db
    .select({ id: merchants.id })
    .from(merchants)
    .where(and(eq(merchants.id, merchantId), eq(merchants.vatNumber, vatNumber)));
  return rows.length > 0;
}

async function isKnown(tx: Queryable, vatNumber: string): Promise<boolean> {
  const rows = await tx
    .select({ id: merchants.id })
    .from(merchants)
    .where(and(eq(merchants.vatNumber, vatNumber), notInArray(merchants.status, ['respinto', 'cessato'])));
  return rows.length > 0;
}
