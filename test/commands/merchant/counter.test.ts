import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../../commands/access/sign-in';
import {
  addCashier,
  moveCashier,
  resetCashierPassword,
  switchCashier,
} from '../../../commands/merchant/cashiers';
import { endMerchant } from '../../../commands/merchant/halt';
import { makeTillKey, revokeTillKey } from '../../../commands/merchant/keys';
import { addShop, changeShop, closeShop, reopenShop } from '../../../commands/merchant/shops';
import { callOfTill } from '../../../commands/limits/till-calls';
import { addTill, renameTill, switchTill } from '../../../commands/merchant/tills';
import { sessionUser } from '../../../db/queries/session';
import { messages } from '../../../db/schema/delivery';
import { shops, tillKeys, tills } from '../../../db/schema/merchants';
import { users } from '../../../db/schema/people';
import { openMessageRow } from '../../../db/sealing/columns';
import { agreed, kindsOf } from '../../support/merchant';
import { atOnce, tally } from '../../support/records';
import { openedSession } from '../../support/sessions';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let operator: User;
let merchantId: string;
let manager: User;
let shopId: string;

beforeAll(async () => {
  town = await openTown(20);
  operator = await town.user('operatore');
  ({ merchantId, manager, shopId } = await agreed(town, operator));
});
afterAll(() => town.close());

const refusedWith = (code: string) => ({ ok: false, error: { code } });
const fault = (field: string, code: string) => ({
  ok: false,
  error: { code: 'invalid', faults: [{ field, code }] },
});

const shopAnswers = (name: string) => ({
  name,
  address: 'Via Sardegna 3',
  postalCode: '09032',
  municipality: 'Assemini',
  'categories.panificio': 'on',
});

async function newShop(name: string): Promise<string> {
  const id = newId();
  done(await addShop(town.db, manager, { merchantId, shopId: id, answers: shopAnswers(name) }));
  return id;
}

async function newTill(shop = shopId): Promise<string> {
  const tillId = newId();
  done(await addTill(town.db, manager, { merchantId, shopId: shop, tillId, name: `Cassa ${tillId}` }));
  return tillId;
}

const newKey = async (tillId: string) => {
  const keyId = newId();
  const { key } = done(await makeTillKey(town.db, manager, { merchantId, tillId, keyId }));
  if (key === null) throw new Error('the key was not told');
  return { keyId, key };
};

const opens = async (key: string) =>
  done(await callOfTill(town.db, createHash('sha256').update(key).digest('hex')));

const person = (email = '') => ({ familyName: 'Loddo', givenName: 'Sara', email });

async function newCashier(shop = shopId) {
  const userId = newId();
  const access = done(
    await addCashier(town.db, manager, { merchantId, shopId: shop, userId, answers: person() }),
  );
  return { userId, username: access.username, password: access.temporaryPassword ?? '' };
}

describe('a shop', () => {
  it('is added once, changed, closed and opened again', async () => {
    const id = newId();
    const answers = shopAnswers('Cossu centro');
    const outcomes = await atOnce(4, () => addShop(town.db, manager, { merchantId, shopId: id, answers }));
    expect(tally(outcomes).done).toBe(4);
    const changed = { ...shopAnswers('Cossu nord'), phone: '070 945222' };
    done(await changeShop(town.db, operator, { merchantId, shopId: id, answers: changed }));
    done(await closeShop(town.db, manager, { merchantId, shopId: id }));
    done(await reopenShop(town.db, manager, { merchantId, shopId: id }));
    const [shop] = await town.db.select().from(shops).where(eq(shops.id, id));
    expect(shop).toMatchObject({ name: 'Cossu nord', phone: '+39070945222', active: true });
    const kinds = (await kindsOf(town, merchantId)).filter((kind) => kind.startsWith('shop-'));
    expect(kinds.slice(-4)).toEqual(['shop-opened', 'shop-changed', 'shop-closed', 'shop-reopened']);
  });

  it('has a name of its own within the merchant', async () => {
    await newShop('Cossu est');
    const again = { merchantId, shopId: newId(), answers: shopAnswers('Cossu est') };
    expect(await addShop(town.db, manager, again)).toEqual(fault('name', 'name-taken'));
  });

  it('when it closes, stops its tills and signs its cashiers out', async () => {
    const id = await newShop('Cossu ovest');
    const { key } = await newKey(await newTill(id));
    const { userId } = await newCashier(id);
    const session = await openedSession(town.db, { userId, sessionVersion: 1 });
    expect(await opens(key)).not.toBeNull();
    done(await closeShop(town.db, manager, { merchantId, shopId: id }));
    expect(await opens(key)).toBeNull();
    expect(await sessionUser(town.db, session)).toBeNull();
    const back = { merchantId, userId, active: true };
    expect(await switchCashier(town.db, manager, back)).toEqual(refusedWith('act-not-allowed'));
    const till = { merchantId, shopId: id, tillId: newId(), name: 'Cassa' };
    expect(await addTill(town.db, manager, till)).toEqual(refusedWith('act-not-allowed'));
  });
});

describe('a till', () => {
  it('is added once, renamed, stopped and started again', async () => {
    const tillId = newId();
    const add = () => addTill(town.db, manager, { merchantId, shopId, tillId, name: 'Cassa 1' });
    expect(tally(await atOnce(4, add)).done).toBe(4);
    const second = { merchantId, shopId, tillId: newId(), name: 'Cassa 1' };
    expect(await addTill(town.db, manager, second)).toEqual(fault('name', 'name-taken'));
    done(await renameTill(town.db, manager, { merchantId, tillId, name: 'Cassa veloce' }));
    const { key } = await newKey(tillId);
    done(await switchTill(town.db, manager, { merchantId, tillId, active: false }));
    expect(await opens(key)).toBeNull();
    done(await switchTill(town.db, manager, { merchantId, tillId, active: true }));
    expect(await opens(key)).toMatchObject({ kind: 'till', id: tillId, merchantId });
    const [till] = await town.db.select().from(tills).where(eq(tills.id, tillId));
    expect(till).toMatchObject({ name: 'Cassa veloce', active: true, shopId });
  });
});

describe('a key of a till', () => {
  it('has 256 random bits, told once: only its hash and last four letters are kept', async () => {
    const tillId = await newTill();
    const { key, keyId } = await newKey(tillId);
    expect(key).toMatch(/^bs_[\w-]{43}$/);
    const [kept] = await town.db.select().from(tillKeys).where(eq(tillKeys.id, keyId));
    expect(kept).toMatchObject({ ending: key.slice(-4), createdBy: manager.id, revokedAt: null });
    expect(JSON.stringify(kept)).not.toContain(key);
    expect(await makeTillKey(town.db, manager, { merchantId, tillId, keyId })).toEqual({
      ok: true,
      value: { key: null },
    });
  });

  it('goes on beside a new one until it is revoked, which holds at once', async () => {
    const tillId = await newTill();
    const [old, fresh] = [await newKey(tillId), await newKey(tillId)];
    expect(await opens(old.key)).toMatchObject({ id: tillId });
    expect(await opens(fresh.key)).toMatchObject({ id: tillId });
    const revoke = () => revokeTillKey(town.db, manager, { merchantId, keyId: old.keyId });
    expect(tally(await atOnce(3, revoke)).done).toBe(3);
    expect(await opens(old.key)).toBeNull();
    expect(await opens(fresh.key)).toMatchObject({ id: tillId });
  });
});

describe('a cashier', () => {
  it('signs in with a first password shown once, bound to a shop', async () => {
    const userId = newId();
    const input = { merchantId, shopId, userId, answers: person() };
    const access = done(await addCashier(town.db, manager, input));
    expect(access).toMatchObject({ mailedTo: null });
    done(await signIn(town.db, { username: access.username, password: access.temporaryPassword ?? '' }));
    expect(done(await addCashier(town.db, manager, input)).temporaryPassword).toBeNull();
    const [user] = await town.db.select().from(users).where(eq(users.id, userId));
    expect(user).toMatchObject({
      role: 'cassiere',
      merchantId,
      shopId,
      mustChangePassword: true,
      email: 'rita@example.org',
    });
  });

  it('with a mail gets the password there, and nobody else sees it', async () => {
    const answers = person('sara@example.org');
    const input = { merchantId, shopId, userId: newId(), answers };
    const access = done(await addCashier(town.db, manager, input));
    expect(access).toMatchObject({ temporaryPassword: null, mailedTo: 'sara@example.org' });
    const sent = await town.db.select().from(messages).where(eq(messages.recipient, 'sara@example.org'));
    expect(sent.map((row) => openMessageRow(row))).toMatchObject([
      { kind: 'credentials', params: { username: access.username } },
    ]);
  });

  it('when suspended is signed out at once, and comes back with the same password', async () => {
    const { userId, username, password } = await newCashier();
    const session = await openedSession(town.db, { userId, sessionVersion: 1 });
    expect(await sessionUser(town.db, session)).toMatchObject({ user: { id: userId } });
    done(await switchCashier(town.db, manager, { merchantId, userId, active: false }));
    expect(await sessionUser(town.db, session)).toBeNull();
    expect(await signIn(town.db, { username, password })).toEqual(refusedWith('credentials'));
    done(await switchCashier(town.db, manager, { merchantId, userId, active: true }));
    expect(done(await signIn(town.db, { username, password })).sessionVersion).toBe(2);
  });

  it('gets a new first password, which ends the sessions of the old one', async () => {
    const { userId, username, password } = await newCashier();
    const session = await openedSession(town.db, { userId, sessionVersion: 1 });
    const again = done(await resetCashierPassword(town.db, manager, { merchantId, userId }));
    expect(await sessionUser(town.db, session)).toBeNull();
    expect(await signIn(town.db, { username, password })).toEqual(refusedWith('credentials'));
    done(await signIn(town.db, { username, password: again.temporaryPassword ?? '' }));
  });

  it('moves to another shop of the merchant, and to no other', async () => {
    const { userId } = await newCashier();
    const id = await newShop('Cossu sud');
    done(await moveCashier(town.db, manager, { merchantId, userId, shopId: id }));
    const [moved] = await town.db.select().from(users).where(eq(users.id, userId));
    expect(moved?.shopId).toBe(id);
    const other = await agreed(town, operator);
    expect(await moveCashier(town.db, manager, { merchantId, userId, shopId: other.shopId })).toEqual(
      refusedWith('not-found'),
    );
  });
});

describe('who runs a merchant', () => {
  /** Every act of this part, by somebody, on what there is. */
  async function everyAct(actor: User, onMerchantId = merchantId) {
    const tillId = await newTill();
    const { keyId } = await newKey(tillId);
    const { userId } = await newCashier();
    const on = { merchantId: onMerchantId };
    const answers = () => shopAnswers(`Bottega ${newId()}`);
    return Promise.all([
      addShop(town.db, actor, { ...on, shopId: newId(), answers: answers() }),
      changeShop(town.db, actor, { ...on, shopId, answers: answers() }),
      addTill(town.db, actor, { ...on, shopId, tillId: newId(), name: `Cassa ${newId()}` }),
      renameTill(town.db, actor, { ...on, tillId, name: `Cassa ${newId()}` }),
      switchTill(town.db, actor, { ...on, tillId, active: true }),
      makeTillKey(town.db, actor, { ...on, tillId, keyId: newId() }),
      revokeTillKey(town.db, actor, { ...on, keyId }),
      addCashier(town.db, actor, { ...on, shopId, userId: newId(), answers: person() }),
      moveCashier(town.db, actor, { ...on, userId, shopId }),
      switchCashier(town.db, actor, { ...on, userId, active: false }),
      resetCashierPassword(town.db, actor, { ...on, userId }),
      reopenShop(town.db, actor, { ...on, shopId }),
    ]);
  }

  it.each(['operatore', 'responsabile'] as const)('is the office: %s', async (role) => {
    expect(tally(await everyAct(await town.user(role))).refusals).toEqual([]);
  });

  it('is its manager', async () => {
    expect(tally(await everyAct(manager)).refusals).toEqual([]);
  });

  it('is nobody else: to them it does not exist', async () => {
    const stranger = (await agreed(town, operator)).manager;
    const others = [stranger, await town.user('cassiere', merchantId)];
    for (const role of ['cittadino', 'supporto', 'contactcenter', 'amministratore'] as const) {
      others.push(await town.user(role));
    }
    for (const actor of others) {
      const { done: succeeded, refusals } = tally(await everyAct(actor));
      expect([succeeded, ...new Set(refusals)]).toEqual([0, 'not-found']);
    }
  });

  it('finds nothing of another merchant under its own name', async () => {
    const other = await agreed(town, operator);
    const outcomes = await everyAct(other.manager, other.merchantId);
    const { refusals } = tally(outcomes.slice(1));
    expect([...new Set(refusals)]).toEqual(['not-found']);
    expect(refusals).toHaveLength(outcomes.length - 1);
  });

  it('cannot give what an ended agreement no longer holds, but takes keys away', async () => {
    const ended = await agreed(town, operator);
    const on = { merchantId: ended.merchantId };
    const tillId = newId();
    const keyId = newId();
    done(await addTill(town.db, ended.manager, { ...on, shopId: ended.shopId, tillId, name: 'Cassa' }));
    done(await makeTillKey(town.db, ended.manager, { ...on, tillId, keyId }));
    done(await endMerchant(town.db, operator, { ...on, reason: 'Chiude' }));
    const another = { ...on, tillId, keyId: newId() };
    expect(await makeTillKey(town.db, ended.manager, another)).toEqual(refusedWith('act-not-allowed'));
    done(await revokeTillKey(town.db, ended.manager, { ...on, keyId }));
  });
});
