import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApplication } from '../../../commands/application/open';
import { mergeDraft, saveDraft } from '../../../commands/application/save';
import { enrolByIdentity } from '../../../commands/identity/enrol';
import { enterByIdentity } from '../../../commands/identity/enter';
import { users } from '../../../db/schema/people';
import type { Answers } from '../../../domain/application/answers';
import type { Identity } from '../../../domain/identity/identity';
import { fiscalCodeOf } from '../../support/citizen';
import { applicationOf } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let people = 100;
let slug: string;
beforeAll(async () => {
  town = await openTown(4);
  ({ slug } = await town.programme());
});
afterAll(() => town.close());

const identityOf = (person: number): Identity => ({
  method: 'spid',
  issuer: 'https://login.example.org',
  subject: `subject-${person}`,
  level: 2,
  fiscalCode: fiscalCodeOf(person),
  familyName: 'Verdi',
  givenName: 'Luigi',
  birthDate: '1985-12-10',
  email: null,
  mobile: null,
});

/** The certified answers of somebody. */
const certified = (person: number): Answers => ({
  'beneficiary.fiscalCode': fiscalCodeOf(person),
  'beneficiary.familyName': 'Verdi',
  'beneficiary.givenName': 'Luigi',
  'beneficiary.birthDate': '1985-12-10',
});

async function citizen(person: number): Promise<User> {
  const contacts = { email: 'luigi@example.org', mobile: '', consent: 'si' };
  const { userId } = done(await enrolByIdentity(town.db, identityOf(person), contacts));
  return { kind: 'user', id: userId, role: 'cittadino', merchantId: null };
}

async function draft(person: number): Promise<{ actor: User; id: string }> {
  const actor = await citizen(person);
  return { actor, id: done(await openApplication(town.db, actor, { programmeSlug: slug })).applicationId };
}

const answersOf = async (id: string) => (await applicationOf(town.db, id)).answers;

const forged = {
  'beneficiary.fiscalCode': 'GLLLGU67A12H501V',
  'beneficiary.familyName': 'Giallo',
  'beneficiary.givenName': 'Altro',
  'beneficiary.birthDate': '1967-01-12',
};

describe('the draft of somebody whom an identity certified', () => {
  it('begins with what is certified, and keeps it whatever is typed there', async () => {
    const person = ++people;
    const { actor, id } = await draft(person);
    expect(await answersOf(id)).toMatchObject(certified(person));

    const typed = { ...forged, 'beneficiary.birthPlace': 'Roma' };
    const { version } = done(
      await saveDraft(town.db, actor, { applicationId: id, version: 1, answers: typed }),
    );
    expect(await answersOf(id)).toEqual({ ...certified(person), 'beneficiary.birthPlace': 'Roma' });
    // The answer was lost and the call comes again.
    const again = await saveDraft(town.db, actor, { applicationId: id, version: 1, answers: typed });
    expect(done(again).version).toBe(version);

    const base = await answersOf(id);
    done(await mergeDraft(town.db, actor, { applicationId: id, base, typed: { ...base, ...forged } }));
    done(await mergeDraft(town.db, actor, { applicationId: id, base, typed: {} }));
    expect(await answersOf(id)).toEqual(certified(person));
  });

  it('for somebody else it is the other person’s data that count, and the own ones come back', async () => {
    const person = ++people;
    const { actor, id } = await draft(person);
    const base = await answersOf(id);
    const relative = { ...base, 'applicant.role': 'relative' };
    done(await mergeDraft(town.db, actor, { applicationId: id, base, typed: relative }));
    const emptied = await answersOf(id);
    expect(emptied['beneficiary.fiscalCode']).toBeUndefined();
    const theirs = { ...emptied, ...forged };
    done(await mergeDraft(town.db, actor, { applicationId: id, base: emptied, typed: theirs }));
    expect(await answersOf(id)).toMatchObject(forged);
    const own = { ...theirs, 'applicant.role': 'beneficiary' };
    done(await mergeDraft(town.db, actor, { applicationId: id, base: theirs, typed: own }));
    expect(await answersOf(id)).toMatchObject(certified(person));
  });

  it('written before the first entry with the identity is put right by it', async () => {
    const person = ++people;
    const actor = await town.user('cittadino');
    await town.db
      .update(users)
      .set({ fiscalCode: fiscalCodeOf(person) })
      .where(eq(users.id, actor.id));
    const id = await town.draft(actor, slug);
    const before = await applicationOf(town.db, id);
    expect(done(await enterByIdentity(town.db, identityOf(person)))).toMatchObject({ next: 'first' });
    expect((await applicationOf(town.db, id)).answers).toEqual(before.answers);

    const contacts = { email: 'luigi@example.org', mobile: '', consent: 'si', ownership: 'mine' };
    done(await enrolByIdentity(town.db, identityOf(person), contacts));
    const after = await applicationOf(town.db, id);
    expect(after.answers).toEqual({ ...before.answers, ...certified(person) });
    expect(after.answersVersion).toBe(before.answersVersion + 1);
    // Once right, the next entries leave it alone.
    done(await enterByIdentity(town.db, identityOf(person)));
    expect((await applicationOf(town.db, id)).answersVersion).toBe(after.answersVersion);
  });
});
