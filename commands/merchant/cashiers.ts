import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import type { Answers } from '../../domain/application/answers';
import { personFields, readFields } from '../../domain/merchant/business';
import { calledName } from '../../domain/person-name';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { hashPassword, temporary, temporaryPassword } from '../access/password';
import { postMessage } from '../message/queue';
import type { Outcome } from '../transaction';
import { onMerchant, recordMerchantEvent, type HeldMerchant } from './case';
import { addPerson } from './people';
import { shopIn, type OnShop } from './shops';
import { turnAccess } from '../access/suspend';

export interface OnCashier {
  merchantId: string;
  userId: string;
}

/** How somebody gets their first password: by mail, or shown this once to whoever made the access. */
export interface NewAccess {
  username: string;
  /** Null when it went by mail, or was shown before. */
  temporaryPassword: string | null;
  /** The address it went to. */
  mailedTo: string | null;
}

/**
 * Gives somebody at the counter of a shop an access of their own, with the id the form chose: sent twice, it is one. With
 * a mail the password goes there, and a lost one is recovered there; without, it is shown once and recovered by the
 * manager's mail.
 *
 * Refusals: `not-found`; `act-not-allowed` (also in a closed shop); `invalid`.
 */
export async function addCashier(
  db: Queryable,
  actor: Actor,
  input: OnShop & OnCashier & { answers: Answers },
): Promise<Outcome<NewAccess>> {
  const { values, faults } = readFields(personFields, input.answers);
  const password = temporaryPassword();
  const passwordHash = await hashPassword(password);
  return onMerchant<NewAccess>(db, actor, 'merchant.run', input.merchantId, async (tx, held) => {
    const shop = await shopIn(tx, input);
    if (!shop) return refused({ code: 'not-found' });
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    const [earlier] = await tx.select().from(users).where(eq(users.id, input.userId));
    if (earlier) {
      const { username } = earlier;
      return earlier.merchantId === input.merchantId
        ? ok({ username, temporaryPassword: null, mailedTo: null })
        : refused({ code: 'not-found' });
    }
    if (!shop.active) return refused({ code: 'act-not-allowed' });
    const email = values.email ?? held.email;
    // A lost password could never be recovered.
    if (email === null) return refused(invalid('email', 'required'));
    const cashier = await addPerson(tx, {
      ...values,
      id: input.userId,
      email,
      merchantId: input.merchantId,
      shopId: shop.id,
      role: 'cassiere',
      passwordHash,
    });
    const recorded = await recordMerchantEvent(tx, held, actor, {
      kind: 'cashier-added',
      userId: cashier.userId,
      username: cashier.username,
      shop: shop.name,
    });
    if (!recorded.ok) return recorded;
    if (values.email === null) {
      return ok({ username: cashier.username, temporaryPassword: password, mailedTo: null });
    }
    await postMessage(tx, {
      kind: 'credentials',
      recipient: values.email,
      params: {
        givenName: calledName(values.givenName, values.familyName),
        username: cashier.username,
        temporaryPassword: password,
      },
      businessKey: `credentials:${cashier.userId}`,
    });
    return ok({ username: cashier.username, temporaryPassword: null, mailedTo: values.email });
  });
}

/** Binds a cashier to another shop of the merchant. Refusals: `not-found`; `act-not-allowed` (a closed shop). */
export async function moveCashier(
  db: Queryable,
  actor: Actor,
  input: OnShop & OnCashier,
): Promise<Outcome<null>> {
  return onCashier(db, actor, input, async (tx, held, cashier) => {
    const shop = await shopIn(tx, input);
    if (!shop) return refused({ code: 'not-found' });
    if (cashier.shopId === shop.id) return ok(null);
    if (!shop.active) return refused({ code: 'act-not-allowed' });
    await tx.update(users).set({ shopId: shop.id }).where(eq(users.id, cashier.id));
    const { id: userId, username } = cashier;
    return recordMerchantEvent(tx, held, actor, {
      kind: 'cashier-moved',
      userId,
      username,
      shop: shop.name,
    });
  });
}

/** Takes a cashier's access, and ends their session at once; or gives it back. Refusals: `not-found`; `act-not-allowed`. */
export async function switchCashier(
  db: Queryable,
  actor: Actor,
  input: OnCashier & { active: boolean },
): Promise<Outcome<null>> {
  return onCashier(db, actor, input, async (tx, held, cashier) => {
    const { id: userId, username } = cashier;
    if (cashier.active === input.active) return ok(null);
    const shop = cashier.shopId && (await shopIn(tx, { merchantId: held.id, shopId: cashier.shopId }));
    if (input.active && shop && !shop.active) return refused({ code: 'act-not-allowed' });
    await turnAccess(tx, userId, input.active);
    const kind = input.active ? 'cashier-resumed' : 'cashier-suspended';
    return recordMerchantEvent(tx, held, actor, { kind, userId, username });
  });
}

/** Gives a cashier a new first password, shown this once, and ends their sessions. Refusals: `not-found`; `act-not-allowed`. */
export async function resetCashierPassword(
  db: Queryable,
  actor: Actor,
  input: OnCashier,
): Promise<Outcome<NewAccess>> {
  const password = temporaryPassword();
  const passwordHash = await hashPassword(password);
  return onCashier<NewAccess>(db, actor, input, async (tx, held, cashier) => {
    const { id: userId, username } = cashier;
    await tx
      .update(users)
      .set({ ...temporary(passwordHash), sessionVersion: sql`${users.sessionVersion} + 1` })
      .where(eq(users.id, userId));
    const event = { kind: 'cashier-password-reset', userId, username } as const;
    const recorded = await recordMerchantEvent(tx, held, actor, event);
    return recorded.ok ? ok({ username, temporaryPassword: password, mailedTo: null }) : recorded;
  });
}

/** Performs an act on a cashier of a merchant: its managers are none, and those of others do not exist. */
function onCashier<T>(
  db: Queryable,
  actor: Actor,
  { merchantId, userId }: OnCashier,
  act: (tx: Queryable, held: HeldMerchant, cashier: typeof users.$inferSelect) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return onMerchant(db, actor, 'merchant.run', merchantId, async (tx, held) => {
    const [cashier] = await tx
      .select()
      .from(users)
      .where(and(eq(users.id, userId), eq(users.merchantId, merchantId), eq(users.role, 'cassiere')));
    return cashier ? act(tx, held, cashier) : refused({ code: 'not-found' });
  });
}
