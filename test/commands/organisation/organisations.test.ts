import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '../../../commands/access/sessions';
import { keepMandate } from '../../../commands/mandate/record';
import { addOrganisation, switchOrganisation } from '../../../commands/organisation/organisations';
import { addIntermediary, switchIntermediary } from '../../../commands/organisation/people';
import { organisationList, organisationWithPeople } from '../../../db/queries/organisations';
import { sessionUser } from '../../../db/queries/session';
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

const added = async (name = 'Patronato Sulcis'): Promise<string> => {
  const organisationId = newId();
  const answers = { name, kind: 'patronato' };
  done(await addOrganisation(town.db, administrator, { organisationId, answers }));
  return organisationId;
};

/** Somebody new of an organisation, signed in. */
const working = async (organisationId: string) => {
  const userId = newId();
  const answers = { familyName: 'Lai', givenName: 'Ugo', email: `${userId}@example.org` };
  done(await addIntermediary(town.db, administrator, { organisationId, userId, answers }));
  const whence = { address: null, userAgent: null, device: userId };
  const session = await startSession(town.db, { userId, sessionVersion: await versionOf(userId) }, whence);
  return { userId, session: session ?? '' };
};

const versionOf = async (userId: string): Promise<number> => {
  const [user] = await town.db.select().from(users).where(eq(users.id, userId));
  return user?.sessionVersion ?? 0;
};

const actsOn = async (id: string): Promise<string[]> => {
  const rows = await town.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id));
  return rows.filter(({ actorId }) => actorId === administrator.id).map(({ act }) => act);
};

describe('an organisation that files for others', () => {
  it('is added once by an administrator, who is on record', async () => {
    const organisationId = newId();
    const add = (answers: Record<string, string>, by = administrator) =>
      addOrganisation(town.db, by, { organisationId, answers });
    expect(await add({ name: '', kind: 'banca' })).toMatchObject({
      error: { code: 'invalid', faults: [{ field: 'name' }, { field: 'kind' }] },
    });
    expect(await add({ name: 'CAF', kind: 'caf' }, await town.user('responsabile'))).toMatchObject({
      error: { code: 'forbidden' },
    });
    await Promise.all([
      add({ name: 'CAF Iglesias', kind: 'caf' }),
      add({ name: 'CAF Iglesias', kind: 'caf' }),
    ]);
    const listed = (await organisationList(town.db)).filter(({ id }) => id === organisationId);
    expect(listed).toEqual([
      { id: organisationId, kind: 'caf', name: 'CAF Iglesias', active: true, people: 0 },
    ]);
    expect(await actsOn(organisationId)).toEqual(['organisation.added']);
  });

  it('has people, whose codes go to their own mail', async () => {
    const organisationId = await added();
    const { userId } = await working(organisationId);
    const found = await organisationWithPeople(town.db, organisationId);
    expect(found?.people).toMatchObject([{ id: userId, familyName: 'Lai', active: true }]);
    const rows = await town.db.select().from(messages);
    const mails = rows.map(openMessageRow).filter(({ recipient }) => recipient === `${userId}@example.org`);
    expect(mails.map(({ kind }) => kind)).toEqual(['credentials']);
    expect(await actsOn(userId)).toContain('organisation.person-added');
    const nameless = { organisationId, userId: newId(), answers: { familyName: 'Lai', givenName: 'Ugo' } };
    expect(await addIntermediary(town.db, administrator, nameless)).toMatchObject({
      error: { code: 'invalid', faults: [{ field: 'email', code: 'required' }] },
    });
  });

  it('once suspended signs its people out and compiles nothing, until it is taken up again', async () => {
    const organisationId = await added();
    const { userId, session } = await working(organisationId);
    const elsewhere = await working(await added());
    const turn = (active: boolean) => switchOrganisation(town.db, administrator, { organisationId, active });
    const actor: User = { kind: 'user', id: userId, role: 'intermediario', merchantId: null };
    const keep = () =>
      keepMandate(town.db, actor, {
        mandateId: newId(),
        typed: {
          ...{ fiscalCode: '', familyName: '', givenName: '', number: '', scope: '' },
          ...{ signedOn: '', validFrom: '', validUntil: '', proof: '' },
        },
      });
    expect(await sessionUser(town.db, session)).not.toBeNull();
    done(await turn(false));
    done(await turn(false));
    expect(await sessionUser(town.db, session)).toBeNull();
    expect(await sessionUser(town.db, elsewhere.session)).not.toBeNull();
    expect(await keep()).toMatchObject({ error: { code: 'forbidden' } });
    const answers = { familyName: 'Lai', givenName: 'Ada', email: 'ada@example.org' };
    expect(
      await addIntermediary(town.db, administrator, { organisationId, userId: newId(), answers }),
    ).toMatchObject({ error: { code: 'act-not-allowed' } });
    done(await turn(true));
    expect(await keep()).toMatchObject({ error: { code: 'invalid' } });
    expect(await actsOn(organisationId)).toEqual([
      'organisation.added',
      'organisation.suspended',
      'organisation.resumed',
    ]);
  });

  it('has each access taken and given back for itself; of another organisation there is nobody', async () => {
    const [organisationId, other] = [await added(), await added()];
    const { userId, session } = await working(organisationId);
    const turn = (active: boolean, of = organisationId) =>
      switchIntermediary(town.db, administrator, { organisationId: of, userId, active });
    expect(await turn(false, other)).toMatchObject({ error: { code: 'not-found' } });
    done(await turn(false));
    expect(await sessionUser(town.db, session)).toBeNull();
    done(await turn(true));
    expect(await organisationWithPeople(town.db, organisationId)).toMatchObject({
      people: [{ active: true }],
    });
  });
});
