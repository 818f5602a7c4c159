import fc from 'fast-check';
import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../commands/access/password';
import { startSession } from '../../../commands/access/sessions';
import { signIn } from '../../../commands/access/sign-in';
import { countOf, countTry, uncountTry, type Counted } from '../../../commands/access/tries';
import { hashesOf, type Hashes } from '../../../db/hash-key';
import { databaseNow } from '../../../db/queries/clock';
import { signInCounts } from '../../../db/schema/access';
import { messages } from '../../../db/schema/delivery';
import { users } from '../../../db/schema/people';
import {
  counted,
  signInLimits,
  toldAfter,
  type TryCount,
  type TryKind,
} from '../../../domain/sign-in-limits';
import { keyedHash } from '../../../keys/keyring';
import { atOnce, tally } from '../../support/records';
import { somewhere } from '../../support/sessions';
import { openTown, type Town } from '../../support/town';

let town: Town;
let hash = '';

beforeAll(async () => {
  town = await openTown(20);
  hash = await hashPassword('bucatini-4');
});
afterAll(() => town.close());

const hashes: Pick<Hashes, 'of'> = {
  of: (_, value) => keyedHash(Buffer.from('of the tests'), value),
};

/** Lets so many seconds pass for every count. */
const pass = (seconds: number) =>
  town.db.update(signInCounts).set({
    lastAt: sql`last_at - make_interval(secs => ${seconds})`,
    openAt: sql`case when open_at = 'epoch' then open_at else open_at - make_interval(secs => ${seconds}) end`,
  });

async function person() {
  const { id } = await town.user('cittadino');
  const username = `prova-${id}`;
  await town.db.update(users).set({ username, passwordHash: hash }).where(eq(users.id, id));
  const enter = (password: string, address: string | null = '203.0.113.1', device: string | null = null) =>
    signIn(town.db, { username, password, address, device });
  return { id, username, enter };
}

/** An address from which so many tries failed lately. */
async function crowded(address: string, tries: number): Promise<void> {
  const own = await hashesOf(town.db);
  await atOnce(tries, () => countTry(town.db, [countOf(own, 'address', address)]));
}

const wrong = { ok: false, error: { code: 'credentials' } };
const slowed = { ok: false, error: { code: 'sign-in-slowed' } };

describe('a count in the database', () => {
  it.each(['pair', 'name', 'address', 'device', 'code'] as const)(
    'of a %s goes as the domain says, whatever the tries and the pauses',
    async (kind) => {
      const step = fc.oneof(
        fc.record({ act: fc.constant('try' as const), seconds: fc.constant(0) }),
        fc.record({ act: fc.constant('pause' as const), seconds: fc.integer({ min: 1, max: 4000 }) }),
        fc.record({ act: fc.constant('good' as const), seconds: fc.constant(0) }),
      );
      const steps = fc.array(step, { minLength: 1, maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(steps, async (acts) => {
          const one = countOf(hashes, kind, newId());
          let model = null as TryCount | null;
          let now = 0;
          for (const { act, seconds } of acts) {
            if (act === 'pause') {
              now += seconds * 1000;
              await pass(seconds);
            } else if (act === 'good') {
              if (model)
                model = { ...model, openAt: 0, tries: kind === 'address' ? Math.max(0, model.tries - 1) : 0 };
              await uncountTry(town.db, [one]);
            } else {
              const next = counted(signInLimits[kind], model, now);
              const { refusal } = await countTry(town.db, [one]);
              expect(refusal === null).toBe(next !== null);
              model = next ?? model;
            }
          }
        }),
        { numRuns: 25 },
      );
    },
    60_000,
  );

  it('tells how long to wait', async () => {
    const one = countOf(hashes, 'pair', newId());
    for (let tries = 0; tries < 5; tries++) expect((await countTry(town.db, [one])).refusal).toBeNull();
    const { refusal } = await countTry(town.db, [one]);
    expect(refusal).toEqual({ code: 'sign-in-slowed', retryAfterSeconds: 5 });
  });

  it('takes no more at once than one after the other', async () => {
    const one = countOf(hashes, 'pair', newId());
    const outcomes = await atOnce(40, () => countTry(town.db, [one]));
    expect(outcomes.filter(({ refusal }) => refusal === null)).toHaveLength(signInLimits.pair.free);
  });

  it('is not raised where one before it is refused', async () => {
    const name = countOf(hashes, 'name', newId());
    const pair = countOf(hashes, 'pair', newId());
    await atOnce(40, () => countTry(town.db, [pair, name]));
    const [row] = await town.db.select().from(signInCounts).where(eq(signInCounts.key, name.key));
    expect(row?.tries).toBe(signInLimits.pair.free);
  });

  it('knows neither names nor addresses', async () => {
    const { username, enter } = await person();
    await enter('sbagliata-1', '203.0.113.99');
    const rows = JSON.stringify(await town.db.select().from(signInCounts));
    expect(rows).not.toContain(username);
    expect(rows).not.toContain(Buffer.from(username).toString('hex'));
    expect(rows).not.toContain('203.0.113');
  });

  it('is forgotten after two days', async () => {
    const old = countOf(hashes, 'name', newId());
    await countTry(town.db, [old]);
    await town.db
      .update(signInCounts)
      .set({ lastAt: sql`now() - interval '3 days'` })
      .where(eq(signInCounts.key, old.key));
    await forgetNow();
    expect(await town.db.$count(signInCounts, eq(signInCounts.key, old.key))).toBe(0);
  });
});

/** The look for old counts is due once a minute of the process's own clock. */
async function forgetNow(): Promise<void> {
  const real = Date.now;
  Date.now = () => real() + 120_000;
  try {
    await countTry(town.db, [countOf(hashes, 'name', newId())]);
  } finally {
    Date.now = real;
  }
}

describe('somebody who guesses a password', () => {
  it('waits longer and longer at one address; the person goes on at another', async () => {
    const { enter } = await person();
    for (let tries = 0; tries < 5; tries++) expect(await enter('sbagliata-1')).toEqual(wrong);
    expect(await enter('sbagliata-1')).toMatchObject(slowed);
    // Even the right one: or what is refused would tell.
    expect(await enter('bucatini-4')).toMatchObject(slowed);
    expect(await enter('bucatini-4', '198.51.100.20')).toMatchObject({ ok: true });
    await pass(5);
    expect(await enter('sbagliata-1')).toEqual(wrong);
    expect(await enter('sbagliata-1')).toMatchObject({ error: { retryAfterSeconds: 10 } });
    await pass(10);
    expect(await enter('bucatini-4')).toMatchObject({ ok: true });
  });

  it('from many addresses slows the name, but no device that signed in before', async () => {
    const { id, enter } = await person();
    await startSession(town.db, { userId: id, sessionVersion: 1 }, { ...somewhere, device: 'own telephone' });
    for (let tries = 0; tries < 20; tries++)
      expect(await enter('sbagliata-1', `203.0.113.${100 + tries}`)).toEqual(wrong);
    expect(await enter('bucatini-4', '198.51.100.30')).toMatchObject(slowed);
    expect(await enter('bucatini-4', '198.51.100.30', 'another telephone')).toMatchObject(slowed);
    expect(await enter('bucatini-4', '198.51.100.30', 'own telephone')).toMatchObject({ ok: true });
  });

  it('with a stolen device cookie has no more tries than elsewhere, and then those of everybody', async () => {
    const { id, enter } = await person();
    await startSession(town.db, { userId: id, sessionVersion: 1 }, { ...somewhere, device: 'stolen' });
    const outcomes = [];
    for (let tries = 0; tries < 30; tries++)
      outcomes.push(await enter('sbagliata-1', '203.0.113.2', 'stolen'));
    const { refusals } = tally(outcomes);
    expect(refusals.filter((code) => code === 'credentials')).toHaveLength(
      signInLimits.device.free + signInLimits.pair.free,
    );
  });

  it('slows no neighbour behind the same address', async () => {
    const [victim, neighbour] = [await person(), await person()];
    const address = '203.0.113.40';
    for (let tries = 0; tries < 30; tries++) await victim.enter('sbagliata-1', address);
    expect(await neighbour.enter('bucatini-4', address)).toMatchObject({ ok: true });
  });

  it('tries many names from one address, and waits; half a minute at most for who shares it', async () => {
    const address = '203.0.113.50';
    const neighbour = await person();
    await crowded(address, signInLimits.address.free - 20);
    const spray = () => signIn(town.db, { username: newId(), password: 'bucatini-4', address });
    const outcomes = await atOnce(40, spray);
    expect(tally(outcomes).refusals.filter((code) => code === 'credentials')).toHaveLength(20);
    for (const wait of [1, 2, 4, 8, 16]) {
      await pass(wait);
      await crowded(address, 1);
    }
    expect(await neighbour.enter('bucatini-4', address)).toMatchObject(slowed);
    await pass(signInLimits.address.mostSeconds);
    expect(await neighbour.enter('bucatini-4', address)).toMatchObject({ ok: true });
  });

  it('learns nothing of whether a name exists from being slowed', async () => {
    const { enter } = await person();
    const nobody = () =>
      signIn(town.db, { username: `nessuno-${town.url}`, password: 'x', address: '203.0.113.60' });
    const known = () => enter('sbagliata-1', '203.0.113.60');
    for (let tries = 0; tries < 8; tries++) expect(await nobody()).toEqual(await known());
  });

  it('is reported to the person once in a day, and to nobody for a name there is not', async () => {
    const { id, enter } = await person();
    const told = () => town.db.$count(messages, sql`business_key like ${`sign-in-tries:${id}:%`}`);
    const guess = (from: number) => enter('sbagliata-1', `198.51.100.${from}`);
    for (let tries = 1; tries < toldAfter.tries; tries++) await guess(tries);
    expect(await told()).toBe(0);
    await guess(toldAfter.tries);
    expect(await told()).toBe(1);
    for (let tries = 0; tries < 5; tries++) await guess(50 + tries);
    expect(await told()).toBe(1);
    const before = await town.db.$count(messages);
    await atOnce(15, (index) =>
      signIn(town.db, { username: 'nessuno-mai', password: 'x', address: `198.51.101.${index}` }),
    );
    expect(await town.db.$count(messages)).toBe(before);
  });
});

describe('good sign-ins', () => {
  it('from one address are never slowed, however many', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, person));
    await crowded('203.0.113.70', signInLimits.address.free - 10);
    for (let round = 0; round < 8; round++) {
      const outcomes = await Promise.all(people.map(({ enter }) => enter('bucatini-4', '203.0.113.70')));
      expect(tally(outcomes)).toEqual({ done: 5, refusals: [] });
    }
  }, 60_000);

  it('of one person do not give an attacker at the same address other tries without end', async () => {
    const [own, victims] = [await person(), Array.from({ length: 40 }, () => newId())];
    const address = '203.0.113.80';
    await crowded(address, signInLimits.address.free - 20);
    let guesses = 0;
    for (const username of victims) {
      const outcome = await signIn(town.db, { username, password: 'x', address });
      if (!outcome.ok && outcome.error.code === 'credentials') guesses++;
      await own.enter('bucatini-4', address);
    }
    expect(guesses).toBeLessThanOrEqual(22);
  }, 60_000);
});

it('the clock is the database’s', async () => {
  const one: Counted = countOf(hashes, 'pair', newId());
  await countTry(town.db, [one]);
  const [row] = await town.db.select().from(signInCounts).where(eq(signInCounts.key, one.key));
  expect(Math.abs((await databaseNow(town.db)).getTime() - (row?.lastAt.getTime() ?? 0))).toBeLessThan(1000);
});

/** Kinds are told apart by their key alone. */
it('kinds do not share a count', () => {
  const kinds: TryKind[] = ['pair', 'name', 'address', 'device', 'code'];
  expect(new Set(kinds.map((kind) => countOf(hashes, kind, 'x').key.toString('hex'))).size).toBe(
    kinds.length,
  );
});
