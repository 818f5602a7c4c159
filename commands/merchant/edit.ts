import { and, eq, ne, notInArray } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { merchants } from '../../db/schema/merchants';
import type { Answers } from '../../domain/application/answers';
import {
  accountFields,
  businessFields,
  readBusiness,
  readFields,
  type BusinessField,
} from '../../domain/merchant/business';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import type { Outcome } from '../transaction';
import { onMerchant, recordMerchantEvent } from './case';

/**
 * The office corrects the data of a business; the history keeps what each was before. Nothing changed writes nothing.
 *
 * Refusals: `not-found`; `act-not-allowed`; `invalid` with a fault for each field.
 */
export async function editMerchant(
  db: Queryable,
  actor: Actor,
  { merchantId, answers }: { merchantId: string; answers: Answers },
): Promise<Outcome<null>> {
  const { values, faults } = readBusiness(answers);
  return onMerchant(db, actor, 'merchant.agree', merchantId, async (tx, held) => {
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    const changes = (Object.keys(businessFields) as BusinessField[])
      .map((field) => ({ field, from: held[field], to: values[field] }))
      .filter(({ from, to }) => from !== to);
    if (changes.length === 0) return ok(null);
    if (await isOthers(tx, merchantId, values.vatNumber)) {
      return refused(invalid('vatNumber', 'vat-number-known'));
    }
    return recordMerchantEvent(tx, held, actor, { kind: 'edited', changes }, values);
  });
}

async function isOthers(tx: Queryable, merchantId: string, vatNumber: string): Promise<boolean> {
  const rows = await tx
    .select({ id: merchants.id })
    .from(merchants)
    .where(
      and(
        eq(merchants.vatNumber, vatNumber),
        ne(merchants.id, merchantId),
        notInArray(merchants.status, ['respinto', 'cessato']),
      ),
    );
  return rows.length > 0;
}

/**
 * Changes the account a merchant is paid to. The history keeps the one before.
 *
 * Refusals: `not-found`; `act-not-allowed`; `invalid` for an IBAN whose check digits do not match.
 */
export async function changeAccount(
  db: Queryable,
  actor: Actor,
  { merchantId, answers }: { merchantId: string; answers: Answers },
): Promise<Outcome<null>> {
  const { values, faults } = readFields(accountFields, answers);
  return onMerchant(db, actor, 'merchant.run', merchantId, async (tx, held) => {
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    if (held.iban === values.iban && held.ibanHolder === values.ibanHolder) return ok(null);
    const event = { kind: 'account-changed', from: held.iban, to: values.iban } as const;
    return recordMerchantEvent(tx, held, actor, event, values);
  });
}
