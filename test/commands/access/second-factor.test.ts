import { and, eq, sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addPasskey,
  passkeyCreation,
  passkeyRequest,
  verifyPasskey,
} from '../../../commands/access/second-factor/passkeys';
import { applyRecoveryCode, makeRecoveryCodes } from '../../../commands/access/second-factor/recovery-codes';
import { removeFactor, resetSecondFactor } from '../../../commands/access/second-factor/remove';
import { beginTotp, confirmTotp, totpSetup, verifyTotp } from '../../../commands/access/second-factor/totp';
import { databaseNow } from '../../../db/queries/clock';
import { secondFactorsOf } from '../../../db/queries/second-factors';
import { sessionUser } from '../../../db/queries/session';
import { accessEvents, passkeys, sessions, signInCounts, totpFactors } from '../../../db/schema/access';
import { installation, users } from '../../../db/schema/people';
import type { Role } from '../../../domain/roles';
import { atOnce, tally } from '../../support/records';
import { openedSession } from '../../support/sessions';
import { done, openTown, type Town } from '../../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown(10);
});
afterAll(() => town.close());

async function person(role: Role = 'operatore') {
  const actor = await town.user(role);
  await town.db.update(users).set({ secondFactorWaived: false }).where(eq(users.id, actor.id));
  const sessionId = await openedSession(town.db, { userId: actor.id, sessionVersion: 1 });
  return { actor, on: { userId: actor.id, sessionId } };
}

type Person = Awaited<ReturnType<typeof person>>;

async function secretOf({ on }: Person): Promise<Secret> {
  done(await beginTotp(town.db, on.userId));
  const setup = await totpSetup(town.db, { ...on, username: 'm.rossi', issuer: 'Comune' });
  return Secret.fromBase32(setup?.secret ?? '');
}

/** The code of an app, so many steps from now. */
const codeOf = async (secret: Secret, steps = 0): Promise<string> =>
  new TOTP({ secret }).generate({ timestamp: (await databaseNow(town.db)).getTime() + steps * 30_000 });

/** Somebody with an app whose first code was taken, with the counts of that at zero. */
async function withApp(role?: Role) {
  const one = await person(role);
  const secret = await secretOf(one);
  done(await confirmTotp(town.db, { ...one.on, code: await codeOf(secret, -1) }));
  return { ...one, secret };
}

const wrong = { ok: false, error: { code: 'invalid', faults: [{ field: 'code', code: 'code-wrong' }] } };
const used = { ok: false, error: { code: 'invalid', faults: [{ field: 'code', code: 'code-used' }] } };

describe('an app that gives codes', () => {
  it('is one’s own only once its first code was right, and then raises the session to another one', async () => {
    const one = await person();
    const secret = await secretOf(one);
    expect(await secondFactorsOf(town.db, one.on.userId)).toMatchObject({
      totpSince: null,
      totpWaiting: true,
    });
    expect((await sessionUser(town.db, one.on.sessionId))?.enrolled).toBe(false);
    expect(await confirmTotp(town.db, { ...one.on, code: '000000' })).toEqual(wrong);
    const grant = done(await confirmTotp(town.db, { ...one.on, code: await codeOf(secret) }));
    expect(grant).toEqual({
      userId: one.on.userId,
      sessionVersion: 1,
      method: 'password',
      level: 'l2',
    });
    const raised = await openedSession(town.db, grant);
    expect(await sessionUser(town.db, raised)).toMatchObject({ enrolled: true, session: { level: 'l2' } });
    // The session of before stays what it was.
    expect((await sessionUser(town.db, one.on.sessionId))?.session.level).toBe('l1');
  });

  it('keeps the secret it was begun with, until it is confirmed, and never in the clear', async () => {
    const one = await person();
    const [first, second] = [await secretOf(one), await secretOf(one)];
    expect(second.base32).toBe(first.base32);
    const [row] = await town.db.select().from(totpFactors).where(eq(totpFactors.userId, one.on.userId));
    const stored = row?.secret as unknown as Buffer;
    expect(stored.includes(Buffer.from(first.bytes))).toBe(false);
    done(await confirmTotp(town.db, { ...one.on, code: await codeOf(first) }));
    expect(await beginTotp(town.db, one.on.userId)).toMatchObject({
      error: { code: 'act-not-allowed' },
    });
    expect(await totpSetup(town.db, { ...one.on, username: 'x', issuer: 'x' })).toBeNull();
  });

  it('has each code taken once, however many try it at once', async () => {
    const one = await withApp();
    const code = await codeOf(one.secret);
    const outcomes = await atOnce(4, () => verifyTotp(town.db, { ...one.on, code }));
    expect(tally(outcomes)).toEqual({ done: 1, refusals: ['invalid', 'invalid', 'invalid'] });
    expect(await verifyTotp(town.db, { ...one.on, code })).toEqual(used);
  });

  it('has no earlier code taken after a later one', async () => {
    const one = await withApp();
    const [now, next] = [await codeOf(one.secret), await codeOf(one.secret, 1)];
    done(await verifyTotp(town.db, { ...one.on, code: next }));
    expect(await verifyTotp(town.db, { ...one.on, code: now })).toEqual(used);
  });

  it.each([-3, 3, 20])('is not opened by a code of %d steps away', async (steps) => {
    const one = await withApp();
    const code = await codeOf(one.secret, steps);
    expect(await verifyTotp(town.db, { ...one.on, code })).toEqual(wrong);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６', "' or true --"])(
    'is not opened by %j',
    async (code) => {
      const one = await withApp();
      expect(await verifyTotp(town.db, { ...one.on, code })).toEqual(wrong);
    },
  );

  it('is guessed five times, then waited for, whoever opens how many sessions', async () => {
    const one = await withApp();
    const guess = async () => {
      const sessionId = await openedSession(town.db, { userId: one.on.userId, sessionVersion: 1 });
      return verifyTotp(town.db, { userId: one.on.userId, sessionId, code: '000000' });
    };
    const outcomes = [];
    for (let tries = 0; tries < 8; tries++) outcomes.push(await guess());
    expect(tally(outcomes).refusals.filter((code) => code === 'sign-in-slowed')).toHaveLength(3);
    const code = await codeOf(one.secret);
    expect(await verifyTotp(town.db, { ...one.on, code })).toMatchObject({
      error: { code: 'sign-in-slowed' },
    });
    await town.db.update(signInCounts).set({ openAt: sql`'epoch'` });
    done(await verifyTotp(town.db, { ...one.on, code }));
  });

  it('of somebody else opens nothing', async () => {
    const [one, other] = [await withApp(), await withApp()];
    expect(await verifyTotp(town.db, { ...one.on, code: await codeOf(other.secret) })).toEqual(wrong);
    await town.db
      .update(totpFactors)
      .set({ secret: sql`(select secret from totp_factors where user_id = ${other.on.userId})` })
      .where(eq(totpFactors.userId, one.on.userId));
    const stolen = async () => verifyTotp(town.db, { ...one.on, code: await codeOf(other.secret) });
    await expect(stolen()).rejects.toThrow('belongs elsewhere');
  });
});

describe('recovery codes', () => {
  it('are ten, each good once, however they are typed, for their own person', async () => {
    const [one, other] = [await withApp(), await withApp()];
    const codes = done(await makeRecoveryCodes(town.db, one.on.userId));
    expect(new Set(codes).size).toBe(10);
    const [first = '', second = ''] = codes;
    expect(await applyRecoveryCode(town.db, { ...other.on, code: first })).toEqual(wrong);
    const typed = ` ${first.replaceAll('-', ' ').toUpperCase()} `;
    expect(done(await applyRecoveryCode(town.db, { ...one.on, code: typed })).level).toBe('l2');
    expect(await applyRecoveryCode(town.db, { ...one.on, code: first })).toEqual(wrong);
    const outcomes = await atOnce(3, () => applyRecoveryCode(town.db, { ...one.on, code: second }));
    expect(tally(outcomes).done).toBe(1);
    expect((await secondFactorsOf(town.db, one.on.userId)).codesLeft).toBe(8);
  });

  it('made again take the place of those before, and are kept as hashes', async () => {
    const one = await withApp();
    const [old = ''] = done(await makeRecoveryCodes(town.db, one.on.userId));
    const [fresh = ''] = done(await makeRecoveryCodes(town.db, one.on.userId));
    expect(await applyRecoveryCode(town.db, { ...one.on, code: old })).toEqual(wrong);
    const { rows } = await town.db.$client.query<{ row: string }>(
      'select row(r.*)::text as row from recovery_codes r',
    );
    const plain = fresh.replaceAll('-', '');
    expect(
      rows.some(({ row }) => row.includes(plain) || row.includes(Buffer.from(plain).toString('hex'))),
    ).toBe(false);
    done(await applyRecoveryCode(town.db, { ...one.on, code: fresh }));
  });
});

describe('a passkey', () => {
  const site = { origin: 'https://buoni.example.org', name: 'Comune' };
  const refusal = { ok: false, error: { code: 'passkey-refused' } };

  it('is made and used with a challenge that is good once, for five minutes, in its session', async () => {
    const [one, other] = [await person(), await person()];
    const { challenge } = await passkeyCreation(town.db, site, { ...one.on, username: 'm.rossi' });
    const kept = async () =>
      (await town.db.select().from(sessions).where(eq(sessions.id, one.on.sessionId)))[0]?.challenge;
    expect(await kept()).toBe(challenge);
    expect(await addPasskey(town.db, site, { ...other.on, answer: '{"id":"x"}', name: 'x' })).toEqual(
      refusal,
    );
    expect(await kept()).toBe(challenge);
    expect(await addPasskey(town.db, site, { ...one.on, answer: '{"id":"x"}', name: 'x' })).toEqual(refusal);
    expect(await kept()).toBeNull();
  });

  it.each(['', '[]', 'null', '{"id":1}', '{"id":"x","response":{}}', '{"__proto__":{"id":"x"}}'])(
    'is not %s',
    async (answer) => {
      const one = await person();
      await passkeyCreation(town.db, site, { ...one.on, username: 'm.rossi' });
      expect(await addPasskey(town.db, site, { ...one.on, answer, name: 'x' })).toEqual(refusal);
      await passkeyRequest(town.db, site, one.on);
      expect(await verifyPasskey(town.db, site, { ...one.on, answer })).toEqual(refusal);
    },
  );
});

describe('taking a second factor away', () => {
  const key = (userId: string, id: string) =>
    town.db
      .insert(passkeys)
      .values({ id, userId, publicKey: Buffer.from('x'), counter: 0, transports: [], name: 'chiave' });

  it('leaves one to whoever needs one', async () => {
    const one = await withApp('responsabile');
    const last = { ok: false, error: { code: 'last-second-factor' } };
    expect(await removeFactor(town.db, one.on.userId, { kind: 'totp' })).toEqual(last);
    await key(one.on.userId, `key-${one.on.userId}`);
    done(await removeFactor(town.db, one.on.userId, { kind: 'totp' }));
    expect(
      await removeFactor(town.db, one.on.userId, { kind: 'passkey', id: `key-${one.on.userId}` }),
    ).toEqual(last);
  });

  it('with the last one of a citizen takes their recovery codes', async () => {
    const one = await withApp('cittadino');
    const [code = ''] = done(await makeRecoveryCodes(town.db, one.on.userId));
    done(await removeFactor(town.db, one.on.userId, { kind: 'totp' }));
    expect(await applyRecoveryCode(town.db, { ...one.on, code })).toEqual(wrong);
  });

  it('of somebody else finds nothing', async () => {
    const [one, other] = [await person('cittadino'), await person('cittadino')];
    await key(other.on.userId, `key-${other.on.userId}`);
    const factor = { kind: 'passkey', id: `key-${other.on.userId}` } as const;
    expect(await removeFactor(town.db, one.on.userId, factor)).toEqual({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('of somebody who lost it is for a responsabile or an administrator, with a reason, and never one’s own', async () => {
    const [lost, head, operator] = [await withApp(), await withApp('responsabile'), await withApp()];
    const reset = (by: Person, of: Person, reason = 'Ha perso il telefono') =>
      resetSecondFactor(town.db, by.actor, { userId: of.on.userId, reason });
    const forbidden = { ok: false, error: { code: 'forbidden' } };
    expect(await reset(operator, lost)).toEqual(forbidden);
    expect(await reset(lost, lost)).toEqual(forbidden);
    expect(await reset(head, head)).toEqual(forbidden);
    expect(await reset(head, lost, ' ')).toMatchObject({ error: { code: 'invalid' } });
    expect((await secondFactorsOf(town.db, lost.on.userId)).totpSince).not.toBeNull();
    done(await reset(head, lost));
    expect(await secondFactorsOf(town.db, lost.on.userId)).toMatchObject({ totpSince: null, codesLeft: 0 });
    expect(await sessionUser(town.db, lost.on.sessionId)).toBeNull();
    const where = and(eq(accessEvents.userId, lost.on.userId), eq(accessEvents.kind, 'second-factor-reset'));
    expect(await town.db.select().from(accessEvents).where(where)).toMatchObject([
      { actorId: head.on.userId, reason: 'Ha perso il telefono' },
    ]);
    await expect(
      town.db.$client.query('delete from access_events where user_id = $1', [lost.on.userId]),
    ).rejects.toThrow('only grows');
  });
});

describe('the waiver of the demo', () => {
  it('counts in the demo alone', async () => {
    const one = await person();
    await town.db.update(users).set({ secondFactorWaived: true }).where(eq(users.id, one.on.userId));
    expect((await sessionUser(town.db, one.on.sessionId))?.waived).toBe(false);
    await town.db.update(installation).set({ demo: true });
    expect((await sessionUser(town.db, one.on.sessionId))?.waived).toBe(true);
    await town.db.update(installation).set({ demo: false });
  });
});
