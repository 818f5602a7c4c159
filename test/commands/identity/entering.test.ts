import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accredit } from '../../../commands/access/accredit';
import { recoverPassword, requestRecovery } from '../../../commands/access/recovery';
import { startSession } from '../../../commands/access/sessions';
import { signIn, type SessionGrant } from '../../../commands/access/sign-in';
import { enrolByIdentity } from '../../../commands/identity/enrol';
import { enterByIdentity } from '../../../commands/identity/enter';
import { leaveByIdentity } from '../../../commands/identity/leave';
import { sessionUser } from '../../../db/queries/session';
import { consentAcceptances } from '../../../db/schema/consents';
import { identities } from '../../../db/schema/identities';
import { users } from '../../../db/schema/people';
import type { Identity } from '../../../domain/identity/identity';
import { accreditation, fiscalCodeOf, lastMessage, userByFiscalCode } from '../../support/citizen';
import { atOnce } from '../../support/records';
import { done, openTown, type Town } from '../../support/town';

let town: Town;
let people = 0;
beforeAll(async () => {
  town = await openTown(20);
});
afterAll(() => town.close());

const newPerson = (): number => ++people;

/** What SPID says of somebody. */
const spid = (person: number, changes: Partial<Identity> = {}): Identity => ({
  method: 'spid',
  issuer: 'https://login.example.org',
  subject: `subject-${person}`,
  level: 2,
  fiscalCode: fiscalCodeOf(person),
  familyName: 'VERDI',
  givenName: 'LUIGI MARIA',
  birthDate: '1985-12-11',
  email: null,
  mobile: null,
  ...changes,
});

const contacts = { email: 'luigi@example.org', mobile: '333 1234567', consent: 'si' };
const enter = (identity: Identity, chosen?: string) => enterByIdentity(town.db, identity, chosen);
const enrol = (identity: Identity, changes: Record<string, string> = {}) =>
  enrolByIdentity(town.db, identity, { ...contacts, ...changes });
const refusedWith = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) as unknown });

/** Somebody who asked for codes, with the password of the mail. */
async function accredited(person: number): Promise<{ username: string; password: string }> {
  done(await accredit(town.db, accreditation(person)));
  const user = await userByFiscalCode(town.db, fiscalCodeOf(person));
  const mail = await lastMessage(town.db, 'credentials', user.email);
  return { username: user.username, password: mail?.temporaryPassword ?? '' };
}

const suspend = (person: number) =>
  town.db
    .update(users)
    .set({ active: false })
    .where(eq(users.fiscalCode, fiscalCodeOf(person)));

/** The id of a session that is opened for a grant. */
const opened = async (grant: SessionGrant): Promise<string> =>
  (await startSession(town.db, grant, { address: null, userAgent: null, device: 'device' })) ?? 'none';

describe('somebody nobody knows', () => {
  it('gives contacts and consent once, and is a citizen with what the identity certified', async () => {
    const person = newPerson();
    expect(done(await enter(spid(person)))).toEqual({ next: 'first', access: null });
    const grant = done(await enrol(spid(person), { familyName: 'Altro', birthDate: '1990-01-01' }));
    const user = await userByFiscalCode(town.db, fiscalCodeOf(person));
    expect(grant).toEqual({ userId: user.id, sessionVersion: 1, method: 'spid', level: 'l2' });
    expect(user).toMatchObject({
      role: 'cittadino',
      familyName: 'VERDI',
      givenName: 'LUIGI MARIA',
      birthDate: '1985-12-11',
      email: 'luigi@example.org',
      mobile: '+393331234567',
      mustChangePassword: false,
      certifiedBy: 'spid',
      certifiedFields: ['fiscalCode', 'familyName', 'givenName', 'birthDate'],
    });
    const accepted = await town.db
      .select()
      .from(consentAcceptances)
      .where(eq(consentAcceptances.userId, user.id));
    expect(accepted.map(({ kind }) => kind)).toEqual(['privacy']);
    expect(await lastMessage(town.db, 'identity-linked', user.email)).toMatchObject({
      username: user.username,
      scheme: 'SPID',
    });
    expect(done(await enter(spid(person)))).toEqual({ next: 'entered', role: 'cittadino', grant });
  });

  it('has no password until one is asked for by mail', async () => {
    const person = newPerson();
    const email = `senza${person}@example.org`;
    done(await enrol(spid(person), { email }));
    const { username } = await userByFiscalCode(town.db, fiscalCodeOf(person));
    for (const password of ['', 'password1', username]) {
      expect(await signIn(town.db, { username, password })).toEqual(refusedWith('credentials'));
    }
    done(await requestRecovery(town.db, { username }));
    const token = (await lastMessage(town.db, 'password-recovery', email))?.token ?? '';
    const chosen = { password: 'scelta-da-me-42', again: 'scelta-da-me-42' };
    done(await recoverPassword(town.db, { token, ...chosen }));
    expect(await signIn(town.db, { username, password: chosen.password })).toMatchObject({ ok: true });
  });

  it('is told what is missing, and nothing is written', async () => {
    const person = newPerson();
    const missing = await enrol(spid(person), { email: 'luigi', mobile: '070 123456', consent: '' });
    expect(missing).toMatchObject({
      ok: false,
      error: { code: 'invalid', faults: [{ field: 'email' }, { field: 'mobile' }, { field: 'consent' }] },
    });
    expect(done(await enter(spid(person)))).toEqual({ next: 'first', access: null });
  });

  it('says by hand what a CNS leaves out, which nobody certified', async () => {
    const person = newPerson();
    const cns = spid(person, {
      method: 'cns',
      issuer: 'cns',
      subject: fiscalCodeOf(person),
      level: 3,
      familyName: null,
      givenName: null,
      birthDate: null,
    });
    const { error } = (await enrol(cns)) as { error: { faults: { field: string }[] } };
    expect(error.faults.map(({ field }) => field)).toEqual(['familyName', 'givenName', 'birthDate']);
    done(await enrol(cns, { familyName: 'Verdi', givenName: 'Luigi', birthDate: '1985-12-10' }));
    const user = await userByFiscalCode(town.db, fiscalCodeOf(person));
    expect(user).toMatchObject({ familyName: 'Verdi', certifiedBy: 'cns', certifiedFields: ['fiscalCode'] });
    // The CIE certifies the rest later, and the CNS after it takes nothing back.
    done(await enter(spid(person, { method: 'cie' })));
    done(await enter(cns));
    expect(await userByFiscalCode(town.db, fiscalCodeOf(person))).toMatchObject({
      familyName: 'VERDI',
      certifiedFields: ['fiscalCode', 'familyName', 'givenName', 'birthDate'],
    });
  });

  it('who presses twenty times is one citizen', async () => {
    const person = newPerson();
    const grants = await atOnce(20, () => enrol(spid(person)));
    expect(new Set(grants.map((grant) => done(grant).userId)).size).toBe(1);
    const found = await town.db
      .select()
      .from(users)
      .where(eq(users.fiscalCode, fiscalCodeOf(person)));
    expect(found).toHaveLength(1);
  });
});

describe('somebody whose tax code has an access', () => {
  it('sees it before it is theirs, says it is, and keeps its password', async () => {
    const person = newPerson();
    const { username, password } = await accredited(person);
    await town.db.update(users).set({ mustChangePassword: false }).where(eq(users.username, username));
    expect(done(await enter(spid(person)))).toEqual({
      next: 'first',
      access: { username, email: `persona${person}@example.org`, mobile: '+393331234567' },
    });
    expect(await enrol(spid(person))).toMatchObject({
      error: { code: 'invalid', faults: [{ field: 'ownership', code: 'required' }] },
    });
    const grant = done(await enrol(spid(person), { ownership: 'mine' }));
    const user = await userByFiscalCode(town.db, fiscalCodeOf(person));
    expect(user).toMatchObject({
      id: grant.userId,
      username,
      familyName: 'VERDI',
      address: 'Via Dalmazia, 23',
    });
    expect(await signIn(town.db, { username, password })).toMatchObject({ ok: true });
  });

  it('shuts out whoever opened it in their name', async () => {
    const person = newPerson();
    const { username, password } = await accredited(person);
    const before = await userByFiscalCode(town.db, fiscalCodeOf(person));
    done(await requestRecovery(town.db, { username }));
    const token = (await lastMessage(town.db, 'password-recovery', before.email))?.token ?? '';
    const theirs = await opened({ userId: before.id, sessionVersion: before.sessionVersion });
    const grant = done(await enrol(spid(person), { ownership: 'not-mine', email: 'vera@example.org' }));

    expect(await signIn(town.db, { username, password })).toEqual(refusedWith('credentials'));
    expect(await sessionUser(town.db, theirs)).toBeNull();
    expect(await sessionUser(town.db, await opened(grant))).toMatchObject({ user: { id: before.id } });
    const chosen = { password: 'scelta-da-altri-42', again: 'scelta-da-altri-42' };
    expect(await recoverPassword(town.db, { token, ...chosen })).toEqual(refusedWith('link-expired'));
    expect(await userByFiscalCode(town.db, fiscalCodeOf(person))).toMatchObject({
      id: before.id,
      email: 'vera@example.org',
      phone: null,
      address: null,
    });
  });

  it('does not need a first password that was never used any more', async () => {
    const person = newPerson();
    const { username, password } = await accredited(person);
    done(await enrol(spid(person), { ownership: 'mine' }));
    expect(await userByFiscalCode(town.db, fiscalCodeOf(person))).toMatchObject({
      mustChangePassword: false,
    });
    expect(await signIn(town.db, { username, password })).toEqual(refusedWith('credentials'));
  });

  it('comes in by another SPID or the CIE without being asked again', async () => {
    const person = newPerson();
    const { userId } = done(await enrol(spid(person)));
    const others = [
      spid(person, { subject: 'another-provider' }),
      spid(person, { method: 'cie', subject: 'the-card', level: 3 }),
    ];
    for (const other of others) {
      expect(done(await enter(other))).toMatchObject({ next: 'entered', grant: { userId } });
    }
    const links = await town.db.select().from(identities).where(eq(identities.userId, userId));
    expect(links.map(({ method }) => method).toSorted()).toEqual(['cie', 'spid', 'spid']);
    expect(JSON.stringify(links)).not.toMatch(/subject-|another-provider|the-card/);
  });

  it('does not come in while it is suspended, known or not', async () => {
    const [known, declared] = [newPerson(), newPerson()];
    done(await enrol(spid(known)));
    await accredited(declared);
    await Promise.all([suspend(known), suspend(declared)]);
    expect(await enter(spid(known))).toEqual(refusedWith('access-suspended'));
    expect(await enter(spid(declared))).toEqual(refusedWith('access-suspended'));
    expect(await enrol(spid(declared), { ownership: 'mine' })).toEqual(refusedWith('access-suspended'));
  });
});

describe('leaving the gateway', () => {
  it('ends every session of that person, and nobody else’s', async () => {
    const [person, other] = [newPerson(), newPerson()];
    const [own, others] = [done(await enrol(spid(person))), done(await enrol(spid(other)))];
    const [mine, another] = [await opened(own), await opened(others)];
    const { issuer, subject } = spid(person);
    done(await leaveByIdentity(town.db, { issuer, subject }));
    done(await leaveByIdentity(town.db, { issuer, subject: 'nobody' }));
    expect(await sessionUser(town.db, mine)).toBeNull();
    expect(await sessionUser(town.db, another)).not.toBeNull();
  });
});

describe('an identity that is somebody’s already', () => {
  it('lets nobody in with another tax code, who has an access or not', async () => {
    const [owner, other, stranger] = [newPerson(), newPerson(), newPerson()];
    done(await enrol(spid(owner)));
    done(await enrol(spid(other)));
    const { subject } = spid(owner);
    for (const person of [other, stranger]) {
      expect(await enter(spid(person, { subject }))).toEqual(refusedWith('identity-mismatch'));
      expect(await enrol(spid(person, { subject }))).toEqual(refusedWith('identity-mismatch'));
    }
    // The same subject of another issuer is another person.
    const elsewhere = spid(other, { subject, issuer: 'https://another.example.org' });
    expect(done(await enter(elsewhere))).toMatchObject({ next: 'entered' });
  });

  it('does not follow a tax code that changed: the office puts it right', async () => {
    const [person, later] = [newPerson(), newPerson()];
    done(await enrol(spid(person)));
    expect(await enter({ ...spid(person), fiscalCode: fiscalCodeOf(later) })).toEqual(
      refusedWith('identity-mismatch'),
    );
  });
});

describe('somebody who works for the Ente', () => {
  it('comes in by the tax code the office wrote, with the names of the office', async () => {
    const person = newPerson();
    const operator = await town.user('operatore');
    const fiscalCode = fiscalCodeOf(person);
    await town.db.update(users).set({ fiscalCode, familyName: 'Melis' }).where(eq(users.id, operator.id));
    expect(done(await enter(spid(person)))).toMatchObject({
      next: 'entered',
      role: 'operatore',
      grant: { userId: operator.id },
    });
    const [user] = await town.db.select().from(users).where(eq(users.id, operator.id));
    expect(user).toMatchObject({ familyName: 'Melis', certifiedBy: null });
  });

  it('says which access they want where they are a citizen too, and gets no other', async () => {
    const [person, other] = [newPerson(), newPerson()];
    const { userId } = done(await enrol(spid(person)));
    const strangers = done(await enrol(spid(other))).userId;
    const operator = await town.user('operatore');
    const fiscalCode = fiscalCodeOf(person);
    await town.db.update(users).set({ fiscalCode }).where(eq(users.id, operator.id));
    const accesses = [
      { id: userId, role: 'cittadino' },
      { id: operator.id, role: 'operatore' },
    ];
    const asked = done(await enter(spid(person)));
    expect(asked).toMatchObject({ next: 'choose' });
    expect(asked).toMatchObject({ accesses: expect.arrayContaining(accesses) as unknown });
    for (const { id, role } of accesses) {
      expect(done(await enter(spid(person), id))).toMatchObject({
        next: 'entered',
        role,
        grant: { userId: id },
      });
    }
    expect(await enter(spid(person), strangers)).toEqual(refusedWith('not-found'));
    // Suspended as an operator, the person is a citizen still.
    await town.db
      .update(users)
      .set({ active: false })
      .where(and(eq(users.id, operator.id)));
    expect(done(await enter(spid(person)))).toMatchObject({ next: 'entered', role: 'cittadino' });
  });
});
