import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '../../../commands/access/sessions';
import { addStaff, switchStaff } from '../../../commands/staff/people';
import { sessionUser } from '../../../db/queries/session';
import { staffList } from '../../../db/queries/staff';
import { auditEntries } from '../../../db/schema/audit';
import { messages } from '../../../db/schema/delivery';
import { users } from '../../../db/schema/people';
import { openMessageRow } from '../../../db/sealing/columns';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let administrator: User;

beforeAll(async () => {
  town = await openTown();
  administrator = await town.user('amministratore');
});
afterAll(() => town.close());

const person = () => {
  const userId = newId();
  const answers = {
    familyName: 'Piras',
    givenName: 'Rita',
    email: `${userId}@example.org`,
    role: 'operatore',
  };
  return { userId, answers };
};
const added = async (): Promise<string> => {
  const one = person();
  done(await addStaff(town.db, administrator, one));
  return one.userId;
};
const rowOf = async (id: string) => (await town.db.select().from(users).where(eq(users.id, id)))[0];
const listed = async (id: string) => (await staffList(town.db)).find((each) => each.id === id);
const actsOn = async (id: string): Promise<string[]> => {
  const rows = await town.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id));
  return rows.filter(({ actorId }) => actorId === administrator.id).map(({ act }) => act);
};
const turn = (userId: string, active: boolean, by = administrator) =>
  switchStaff(town.db, by, { userId, active });

describe('who works for the Ente', () => {
  it('is given an access once, whose codes go to their own mail', async () => {
    const one = person();
    await Promise.all([addStaff(town.db, administrator, one), addStaff(town.db, administrator, one)]);
    done(await addStaff(town.db, administrator, one));
    expect(await listed(one.userId)).toMatchObject({ familyName: 'Piras', role: 'operatore', active: true });
    expect((await rowOf(one.userId))?.mustChangePassword).toBe(true);
    const mails = (await town.db.select().from(messages))
      .map(openMessageRow)
      .filter(({ recipient }) => recipient === one.answers.email);
    expect(mails.map(({ kind }) => kind)).toEqual(['credentials']);
    expect(await actsOn(one.userId)).toEqual(['staff.person-added']);
  });

  it.each(['', 'cittadino', 'esercente', 'intermediario', 'capo'])(
    'is not added as "%s", nor without a name and an address',
    async (role) => {
      const { userId } = person();
      const answers = { familyName: '', givenName: '', email: 'rita', role };
      expect(await addStaff(town.db, administrator, { userId, answers })).toMatchObject({
        error: {
          code: 'invalid',
          faults: ['familyName', 'givenName', 'email', 'role'].map((field) => ({ field })),
        },
      });
      expect(await rowOf(userId)).toBeUndefined();
    },
  );

  it('is told apart from everybody else: nobody becomes one by their id', async () => {
    const citizen = await town.user('cittadino');
    const { answers } = person();
    expect(await addStaff(town.db, administrator, { userId: citizen.id, answers })).toMatchObject({
      error: { code: 'not-found' },
    });
    expect(await turn(citizen.id, false)).toMatchObject({ error: { code: 'not-found' } });
    expect((await rowOf(citizen.id))?.active).toBe(true);
  });

  it('is signed out at once when suspended, and comes in again when restored', async () => {
    const userId = await added();
    const sessionVersion = (await rowOf(userId))?.sessionVersion ?? 0;
    const whence = { address: null, userAgent: null, device: userId };
    const session = (await startSession(town.db, { userId, sessionVersion }, whence)) ?? '';
    expect(await sessionUser(town.db, session)).not.toBeNull();
    done(await turn(userId, false));
    done(await turn(userId, false));
    expect(await sessionUser(town.db, session)).toBeNull();
    expect((await listed(userId))?.active).toBe(false);
    done(await turn(userId, true));
    expect((await listed(userId))?.active).toBe(true);
    expect(await sessionUser(town.db, session)).toBeNull();
    expect(await actsOn(userId)).toEqual([
      'staff.person-added',
      'staff.person-suspended',
      'staff.person-resumed',
    ]);
  });

  it('keeps one administrator, whoever suspends whom at the same moment', async () => {
    expect(await turn(administrator.id, false)).toMatchObject({ error: { code: 'act-not-allowed' } });
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await town.user('amministratore'), await town.user('amministratore')];
      await Promise.all([turn(other.id, false, one), turn(one.id, false, other)]);
      const active = (await Promise.all([rowOf(one.id), rowOf(other.id)])).filter((row) => row?.active);
      expect(active).toHaveLength(1);
    }
  });
});
