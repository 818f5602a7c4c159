import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { agreementCounters } from '../../db/schema/merchants';
import { users } from '../../db/schema/people';
import { agreementDaysFaults, writeAgreement, writeCivilDay } from '../../domain/merchant/agreement';
import { personFields, readFields } from '../../domain/merchant/business';
import type { Answers } from '../../domain/application/answers';
import { civilDate } from '../../domain/calendar';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { hashPassword, temporaryPassword } from '../access/password';
import { postMessage } from '../message/queue';
import type { Outcome } from '../transaction';
import { onMerchant, recordMerchantEvent } from './case';
import { addPerson } from './people';

/**
 * Accepts a merchant: the agreement gets the next number of the year and its days, the manager an access by mail. A
 * merchant that is active already stays as it is.
 *
 * @param answers as typed: `from` and `until` as `YYYY-MM-DD`, and who manages it (`personFields`)
 *
 * Refusals: `not-found`; `act-not-allowed`; `invalid`.
 */
export async function acceptMerchant(
  db: Queryable,
  actor: Actor,
  { merchantId, answers }: { merchantId: string; answers: Answers },
): Promise<Outcome<null>> {
  const password = temporaryPassword();
  const passwordHash = await hashPassword(password);
  return onMerchant(db, actor, 'merchant.agree', merchantId, async (tx, held) => {
    if (held.status === 'attivo') return ok(null);
    const days = { from: answers['from'] ?? '', until: answers['until'] ?? '' };
    const person = readFields(personFields, answers);
    const missing = answers['email']?.trim() ? [] : [{ field: 'email', code: 'required' }];
    const faults = [...agreementDaysFaults(days, held.now), ...person.faults, ...missing];
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    const known = await managerOf(tx, merchantId);
    const manager =
      known ??
      (await addPerson(tx, {
        ...person.values,
        email: person.values.email ?? '',
        merchantId,
        shopId: null,
        role: 'esercente',
        passwordHash,
      }));
    const year = Number(civilDate(held.now).slice(0, 4));
    const number = await nextAgreement(tx, year);
    const accepted = await recordMerchantEvent(
      tx,
      held,
      actor,
      { kind: 'accepted', number, year, ...days },
      {
        agreementYear: year,
        agreementNumber: number,
        agreementFrom: days.from,
        agreementUntil: days.until,
      },
    );
    if (!accepted.ok) return accepted;
    if (!known) await recordMerchantEvent(tx, held, actor, { kind: 'manager-added', ...manager });
    await postMessage(tx, {
      kind: 'merchant-accepted',
      recipient: manager.email,
      params: {
        name: held.name,
        agreement: writeAgreement({ number, year }),
        from: writeCivilDay(days.from),
        until: writeCivilDay(days.until),
        username: manager.username,
        temporaryPassword: known ? null : password,
      },
      businessKey: `merchant-accepted:${merchantId}`,
    });
    return accepted;
  });
}

/** The next number of the year. Until the transaction ends nobody else takes one; if it fails, nobody has taken it. */
async function nextAgreement(tx: Queryable, year: number): Promise<number> {
  const [counter] = await tx
    .insert(agreementCounters)
    .values({ year, last: 1 })
    .onConflictDoUpdate({
      target: agreementCounters.year,
      set: { last: sql`${agreementCounters.last} + 1` },
    })
    .returning();
  if (!counter) throw new Error('the counter of agreements gave no number');
  return counter.last;
}

async function managerOf(tx: Queryable, merchantId: string) {
  const [manager] = await tx
    .select({ userId: users.id, username: users.username, email: users.email })
    .from(users)
    .where(and(eq(users.merchantId, merchantId), eq(users.role, 'esercente'), eq(users.active, true)))
    .orderBy(users.createdAt)
    .limit(1);
  return manager;
}

/** Moves the last day of an agreement, later or earlier. Refusals: `not-found`; `act-not-allowed`; `invalid`. */
export async function prolongAgreement(
  db: Queryable,
  actor: Actor,
  { merchantId, until }: { merchantId: string; until: string },
): Promise<Outcome<null>> {
  return onMerchant(db, actor, 'merchant.agree', merchantId, async (tx, held) => {
    if (held.agreementUntil === until) return ok(null);
    const faults = agreementDaysFaults({ from: held.agreementFrom, until }, held.now);
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    const event = { kind: 'prolonged', from: held.agreementUntil, until } as const;
    return recordMerchantEvent(tx, held, actor, event, { agreementUntil: until });
  });
}
