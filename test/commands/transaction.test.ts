import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact, undoIfRefused, type Outcome } from '../../commands/transaction';
import type { Queryable } from '../../db/client';
import { merchants } from '../../db/schema/merchants';
import { ok, refused } from '../../domain/result';
import { openTown, type Town } from '../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

async function shopNamed(name: string): Promise<string> {
  const id = newId();
  await town.db.insert(merchants).values({ id, name });
  return id;
}

const rename = (tx: Queryable, id: string, name: string) =>
  tx.update(merchants).set({ name }).where(eq(merchants.id, id));

async function nameOf(id: string): Promise<string | undefined> {
  const [shop] = await town.db.select().from(merchants).where(eq(merchants.id, id));
  return shop?.name;
}

const forbidden: Outcome<never> = refused({ code: 'forbidden' });

describe('an act', () => {
  it('that succeeds is written', async () => {
    const id = await shopNamed('prima');
    const outcome = await transact(town.db, async (tx) => {
      await rename(tx, id, 'dopo');
      return ok('fatto');
    });
    expect(outcome).toEqual({ ok: true, value: 'fatto' });
    expect(await nameOf(id)).toBe('dopo');
  });

  it('that is refused writes nothing of what it had written before', async () => {
    const id = await shopNamed('prima');
    const outcome = await transact(town.db, async (tx) => {
      await rename(tx, id, 'dopo');
      return forbidden;
    });
    expect(outcome).toEqual(forbidden);
    expect(await nameOf(id)).toBe('prima');
  });

  it('that fails writes nothing and throws its own fault, after one try', async () => {
    const id = await shopNamed('prima');
    const fault = new Error('something broke');
    let tries = 0;
    const act = transact(town.db, async (tx) => {
      tries++;
      await rename(tx, id, 'dopo');
      throw fault;
    });
    await expect(act).rejects.toBe(fault);
    expect(await nameOf(id)).toBe('prima');
    expect(tries).toBe(1);
  });

  it('that the database refuses is not tried again', async () => {
    let tries = 0;
    const act = transact(town.db, async (tx) => {
      tries++;
      await tx.insert(merchants).values({ id: newId(), name: '' });
      return ok(null);
    });
    await expect(act).rejects.toThrow();
    expect(tries).toBe(1);
  });

  it('that loses a deadlock is tried again, and both come through', async () => {
    const shops = [await shopNamed('primo'), await shopNamed('secondo')] as const;
    let tries = 0;
    let waiting = 0;
    let bothHoldOne: () => void = () => undefined;
    const meeting = new Promise<void>((resolve) => (bothHoldOne = resolve));
    const renameBoth = (order: readonly string[], name: string) =>
      transact(town.db, async (tx) => {
        tries++;
        const [first = '', second = ''] = order;
        await rename(tx, first, name);
        if (++waiting === 2) bothHoldOne();
        await meeting;
        await rename(tx, second, name);
        return ok(name);
      });
    const outcomes = await Promise.all([
      renameBoth(shops, 'di uno'),
      renameBoth(shops.toReversed(), 'dell’altro'),
    ]);
    expect(outcomes.map(({ ok: done }) => done)).toEqual([true, true]);
    expect(tries).toBeGreaterThan(2);
    expect(await nameOf(shops[0])).toBe(await nameOf(shops[1]));
  });

  it('may have a part whose refusal undoes that part alone', async () => {
    const [kept, undone] = [await shopNamed('prima'), await shopNamed('prima')];
    const outcome = await transact(town.db, async (tx) => {
      await rename(tx, kept, 'dopo');
      const part = await undoIfRefused(tx, async (inner) => {
        await rename(inner, undone, 'dopo');
        return forbidden;
      });
      return ok(part);
    });
    expect(outcome).toEqual({ ok: true, value: forbidden });
    expect([await nameOf(kept), await nameOf(undone)]).toEqual(['dopo', 'prima']);
  });
});
