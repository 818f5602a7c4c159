import { v7 as newId } from 'uuid';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  endAllSessions,
  endSession,
  leaveSession,
  noteUses,
  startSession,
} from '../../../commands/access/sessions';
import { sessionsOf, sessionUser } from '../../../db/queries/session';
import { accessEvents, knownDevices, sessions } from '../../../db/schema/access';
import { users } from '../../../db/schema/people';
import { idleSecondsOf } from '../../../domain/session';
import { roles, type Role } from '../../../domain/roles';
import { atOnce } from '../../support/records';
import { openedSession, somewhere } from '../../support/sessions';
import { done, openTown, type Town } from '../../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown(10);
});
afterAll(() => town.close());

async function person(role: Role = 'cittadino') {
  const merchantId = role === 'esercente' ? (await town.shop()).merchantId : undefined;
  const { id: userId } = await town.user(role, merchantId);
  return { userId, open: () => openedSession(town.db, { userId, sessionVersion: 1 }) };
}

/** Lets time pass for a session. */
const pass = (id: string, interval: string) =>
  town.db.$client.query(
    `update sessions set started_at = started_at - $2::interval, last_seen_at = last_seen_at - $2::interval,
       ends_at = ends_at - $2::interval where id = $1`,
    [id, interval],
  );

const goesOn = async (id: string): Promise<boolean> => (await sessionUser(town.db, id)) !== null;

describe('a session', () => {
  it('says who it is, by which proof, and how sure that makes us', async () => {
    const { userId } = await person();
    const id = await openedSession(town.db, { userId, sessionVersion: 1, method: 'spid', level: 'l2' });
    expect(await sessionUser(town.db, id)).toMatchObject({
      user: { id: userId, role: 'cittadino' },
      session: { id, method: 'spid', level: 'l2', fresh: true },
      enrolled: false,
      stale: false,
    });
  });

  it('is opened for nobody suspended, outdated or unknown', async () => {
    const { userId } = await person();
    const start = (grant: { userId: string; sessionVersion: number }) =>
      startSession(town.db, grant, somewhere);
    expect(await start({ userId, sessionVersion: 2 })).toBeNull();
    expect(await start({ userId: newId(), sessionVersion: 1 })).toBeNull();
    await town.db.update(users).set({ active: false }).where(eq(users.id, userId));
    expect(await start({ userId, sessionVersion: 1 })).toBeNull();
  });

  it.each(roles)('of a %s ends when nothing is asked for as long as their role allows', async (role) => {
    const { open } = await person(role);
    const id = await open();
    await pass(id, `${idleSecondsOf[role] - 60} seconds`);
    expect(await goesOn(id)).toBe(true);
    await pass(id, '61 seconds');
    expect(await goesOn(id)).toBe(false);
  });

  it('that is used goes on, for eight hours and no longer', async () => {
    const { open } = await person('operatore');
    const id = await open();
    for (let minute = 20; minute < 480; minute += 20) {
      await pass(id, '20 minutes');
      expect(await sessionUser(town.db, id)).toMatchObject({ stale: true });
      await noteUses(town.db, [id]);
      expect(await sessionUser(town.db, id)).toMatchObject({ stale: false });
    }
    await pass(id, '20 minutes');
    await noteUses(town.db, [id]);
    expect(await goesOn(id)).toBe(false);
  });

  it('is fresh for a quarter of an hour, whatever is done in it', async () => {
    const { open } = await person();
    const id = await open();
    await pass(id, '14 minutes');
    await noteUses(town.db, [id]);
    expect((await sessionUser(town.db, id))?.session.fresh).toBe(true);
    await pass(id, '2 minutes');
    expect((await sessionUser(town.db, id))?.session.fresh).toBe(false);
  });

  it('is touched at most once a minute', async () => {
    const { open } = await person();
    const id = await open();
    const seen = async () =>
      (await town.db.select().from(sessions).where(eq(sessions.id, id)))[0]?.lastSeenAt;
    const before = await seen();
    await noteUses(town.db, [id]);
    expect(await seen()).toEqual(before);
  });

  it('of long ago is forgotten when its person signs in', async () => {
    const { userId, open } = await person();
    const [old, lately] = [await open(), await open()];
    await pass(old, '31 days');
    await pass(lately, '29 days');
    const fresh = await open();
    const rows = await town.db.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, userId));
    expect(rows.map(({ id }) => id).toSorted()).toEqual([lately, fresh].toSorted());
  });

  it.each(['', 'x', newId(), "' or true --"])('named %j is nobody’s', async (id) => {
    expect(await sessionUser(town.db, id)).toBeNull();
  });
});

describe('ending', () => {
  it('one session leaves the others', async () => {
    const { userId, open } = await person();
    const [one, other] = [await open(), await open()];
    await atOnce(5, () => endSession(town.db, { userId, sessionId: one }));
    expect([await goesOn(one), await goesOn(other)]).toEqual([false, true]);
    expect(await town.db.$count(accessEvents, eq(accessEvents.userId, userId))).toBe(1);
    await leaveSession(town.db, other);
    expect(await goesOn(other)).toBe(false);
  });

  it('somebody else’s finds nothing', async () => {
    const [one, other] = [await person(), await person()];
    const id = await one.open();
    const refusal = { ok: false, error: { code: 'not-found' } };
    expect(await endSession(town.db, { userId: other.userId, sessionId: id })).toEqual(refusal);
    expect(await endSession(town.db, { userId: one.userId, sessionId: newId() })).toEqual(refusal);
    expect(await goesOn(id)).toBe(true);
  });

  it('all of them ends every one at once, and forgets the devices; other people’s go on', async () => {
    const [one, other] = [await person(), await person()];
    const ids = [await one.open(), await one.open(), await one.open()];
    const theirs = await other.open();
    done(await endAllSessions(town.db, one.userId));
    expect(await Promise.all(ids.map(goesOn))).toEqual([false, false, false]);
    expect(await goesOn(theirs)).toBe(true);
    expect(await town.db.$count(knownDevices, eq(knownDevices.userId, one.userId))).toBe(0);
  });

  it('by suspension, or a raised version, ends them all', async () => {
    const [one, other] = [await person(), await person()];
    const [first, second] = [await one.open(), await other.open()];
    await town.db.update(users).set({ active: false }).where(eq(users.id, one.userId));
    await town.db.update(users).set({ sessionVersion: 2 }).where(eq(users.id, other.userId));
    expect([await goesOn(first), await goesOn(second)]).toEqual([false, false]);
  });
});

describe('the list of one’s own sessions', () => {
  it('names those that go on, shortened, the newest first, and nobody else’s', async () => {
    const [one, other] = [await person(), await person()];
    await other.open();
    const [first, second, ended] = [await one.open(), await one.open(), await one.open()];
    await leaveSession(town.db, ended);
    const list = await sessionsOf(town.db, one.userId);
    expect(list.map(({ id }) => id)).toEqual([second, first]);
    expect(list[0]).toMatchObject({ method: 'password', network: '93.40.…', device: 'Firefox, Windows' });
  });
});
