import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOfTill } from '../../../commands/limits/till-calls';
import { shops, tillKeys, tills } from '../../../db/schema/merchants';
import { callsOfTill } from '../../../domain/voucher/limits';
import { atOnce, tally } from '../../support/records';
import { openTown, type Town } from '../../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown(10);
});
afterAll(() => town.close());

/** A till with so many keys. */
async function till(keys = 1) {
  const { merchantId } = await town.shop();
  const [shop] = await town.db.select().from(shops).where(eq(shops.merchantId, merchantId));
  const id = newId();
  await town.db.insert(tills).values({ id, merchantId, shopId: shop!.id, name: 'Cassa 1' });
  const hashes = Array.from({ length: keys }, () => createHash('sha256').update(newId()).digest());
  const keyIds = hashes.map(() => newId());
  for (const keyHash of hashes)
    await town.db
      .insert(tillKeys)
      .values({ id: keyIds[hashes.indexOf(keyHash)]!, tillId: id, keyHash, ending: 'abcd' });
  return {
    id,
    merchantId,
    hashes,
    keyIds,
    call: (key = 0) => callOfTill(town.db, hashes[key]!.toString('hex')),
  };
}

describe('a till’s key', () => {
  it('opens its till, and no other key anything', async () => {
    const { id, merchantId, keyIds, call } = await till(2);
    const opened = { kind: 'till', role: 'esercente', id, merchantId };
    expect(await call()).toEqual({ ok: true, value: { ...opened, keyId: keyIds[0] } });
    expect(await call(1)).toEqual({ ok: true, value: { ...opened, keyId: keyIds[1] } });
    expect(await callOfTill(town.db, 'ab'.repeat(32))).toEqual({ ok: true, value: null });
  });

  it('that is revoked, or whose till is closed, opens nothing from that moment on', async () => {
    const { id, hashes, call } = await till(2);
    await town.db.update(tillKeys).set({ revokedAt: new Date() }).where(eq(tillKeys.keyHash, hashes[0]!));
    expect(await call(0)).toEqual({ ok: true, value: null });
    expect(await call(1)).toMatchObject({ ok: true, value: { id } });
    await town.db.update(tills).set({ active: false }).where(eq(tills.id, id));
    expect(await call(1)).toEqual({ ok: true, value: null });
  });

  it('is each told apart when many come at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => till()));
    const found = await atOnce(40, (index) => all[index % 8]!.call());
    expect(found).toMatchObject(found.map((_, index) => ({ ok: true, value: { id: all[index % 8]!.id } })));
  });
});

describe('the calls of a till', () => {
  it('are limited by the minute over all its keys, and leave other tills alone', async () => {
    for (;;) {
      const one = await till(2);
      const started = new Date().getMinutes();
      for (let made = 0; made < callsOfTill.times; made++) await one.call(made % 2);
      const more = await atOnce(5, (index) => one.call(index % 2));
      if (new Date().getMinutes() !== started) continue;
      expect(tally(more)).toEqual({
        done: 0,
        refusals: Array.from({ length: 5 }, () => 'too-many-requests'),
      });
      expect((await (await till()).call()).ok).toBe(true);
      break;
    }
  });
});
