import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accredit } from '../../../commands/access/accredit';
import { temporaryPassword } from '../../../commands/access/password';
import { signIn } from '../../../commands/access/sign-in';
import { messages, outbox } from '../../../db/schema/delivery';
import { users } from '../../../db/schema/people';
import { passwordFault } from '../../../domain/access';
import { accreditation, fiscalCodeOf, lastMessage, userByFiscalCode } from '../../support/citizen';
import { atOnce } from '../../support/records';
import { done, openTown, type Town } from '../../support/town';

let town: Town;
let people = 0;

beforeAll(async () => {
  town = await openTown(20);
});
afterAll(() => town.close());

/** A person nobody has seen yet. */
const newPerson = (): number => ++people;

const usersOf = (person: number) =>
  town.db
    .select()
    .from(users)
    .where(eq(users.fiscalCode, fiscalCodeOf(person)));

const kindsTo = async (recipient: string) => {
  const rows = await town.db.select().from(messages).where(eq(messages.recipient, recipient));
  return rows.map(({ kind }) => kind).toSorted();
};

describe('asking for access', () => {
  it('makes a user, with the consent and the mail with the codes', async () => {
    const person = newPerson();
    done(await accredit(town.db, accreditation(person, { fiscalCode: fiscalCodeOf(person).toLowerCase() })));
    const user = await userByFiscalCode(town.db, fiscalCodeOf(person));
    expect(user).toMatchObject({
      username: 'l.verdi',
      role: 'cittadino',
      mustChangePassword: true,
      sessionVersion: 1,
      active: true,
      merchantId: null,
      familyName: 'Verdi',
      givenName: 'Luigi',
      birthDate: '1985-12-10',
      phone: '+39070123456',
      mobile: '+393331234567',
      province: 'CA',
      postalCode: '09032',
      address: 'Via Dalmazia, 23',
      email: `persona${person}@example.org`,
    });
    const mail = await lastMessage(town.db, 'credentials', user.email);
    expect(mail).toMatchObject({ givenName: 'Luigi', username: 'l.verdi' });
    expect(user.passwordHash).toMatch(/^\$argon2id\$/);
    const entered = await signIn(town.db, { username: 'l.verdi', password: mail?.temporaryPassword ?? '' });
    expect(done(entered)).toMatchObject({ userId: user.id, sessionVersion: 1 });
  });

  it('writes all of it in one transaction, with the word that delivers the mail', async () => {
    const person = newPerson();
    done(await accredit(town.db, accreditation(person)));
    const { rows } = await town.db.$client.query(
      `select count(*)::int as rows, count(distinct written::text)::int as transactions from (
         select u.xmin as written from users u where fiscal_code = $1
         union all select c.xmin from consent_acceptances c join users u on u.id = c.user_id where fiscal_code = $1
         union all select m.xmin from messages m where recipient = $2
         union all select o.xmin from outbox o join messages m on m.id = o.business_id where recipient = $2
       ) as writes`,
      [fiscalCodeOf(person), `persona${person}@example.org`],
    );
    expect(rows).toEqual([{ rows: 5, transactions: 1 }]);
  });

  it('gives namesakes the next number that is free', async () => {
    const names = { familyName: 'Dell’Òrto', givenName: 'Éva' };
    const numbers = [newPerson(), newPerson(), newPerson()];
    for (const person of numbers) done(await accredit(town.db, accreditation(person, names)));
    const given = await Promise.all(numbers.map((person) => userByFiscalCode(town.db, fiscalCodeOf(person))));
    expect(given.map(({ username }) => username)).toEqual(['e.dellorto', 'e.dellorto2', 'e.dellorto3']);
  });

  it('serves eight namesakes who ask at once', async () => {
    const names = { familyName: 'Bianchi', givenName: 'Anna' };
    const numbers = Array.from({ length: 8 }, newPerson);
    const outcomes = await Promise.all(
      numbers.map((person) => accredit(town.db, accreditation(person, names))),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const given = await Promise.all(numbers.map((person) => userByFiscalCode(town.db, fiscalCodeOf(person))));
    expect(given.map(({ username }) => username).toSorted()).toEqual(
      ['', 2, 3, 4, 5, 6, 7, 8].map((number) => `a.bianchi${number}`),
    );
  });

  it('again with the same tax code sends the recovery to the address of record and makes no second user', async () => {
    const person = newPerson();
    done(await accredit(town.db, accreditation(person)));
    const [first] = await usersOf(person);
    const others = { email: 'altri@example.org', emailAgain: 'altri@example.org', familyName: 'Altri' };
    expect(done(await accredit(town.db, accreditation(person, others)))).toBeNull();
    expect(await usersOf(person)).toEqual([first]);
    expect(await kindsTo(`persona${person}@example.org`)).toEqual(['credentials', 'password-recovery']);
    expect(await kindsTo('altri@example.org')).toEqual([]);
  });

  it('with the same form again is the same request, and with other words another one', async () => {
    const person = newPerson();
    const [form, known] = [newId(), accreditation(person)];
    await atOnce(3, () => accredit(town.db, known, 'it', form));
    const { email } = await userByFiscalCode(town.db, fiscalCodeOf(person));
    expect(await lastMessage(town.db, 'credentials', email)).not.toBeNull();
    expect(await lastMessage(town.db, 'password-recovery', email)).toBeNull();
    done(await accredit(town.db, accreditation(person, { address: 'Via Roma, 1' }), 'it', form));
    expect(await lastMessage(town.db, 'password-recovery', email)).not.toBeNull();
  });

  it('five times at once makes one user', async () => {
    const person = newPerson();
    const outcomes = await atOnce(5, () => accredit(town.db, accreditation(person)));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await usersOf(person)).toHaveLength(1);
    expect(await kindsTo(`persona${person}@example.org`)).toEqual([
      'credentials',
      ...Array.from({ length: 4 }, () => 'password-recovery'),
    ]);
  });

  it('needs one of the two telephone numbers', async () => {
    for (const field of ['phone', 'mobile']) {
      done(await accredit(town.db, accreditation(newPerson(), { [field]: '' })));
    }
  });

  it.each([
    [{ familyName: '' }, 'familyName', 'required'],
    [{ givenName: ' ' }, 'givenName', 'required'],
    [{ givenName: 'Lui\0gi' }, 'givenName', 'characters'],
    [{ fiscalCode: '' }, 'fiscalCode', 'required'],
    [{ fiscalCode: 'VRDLGU85T10A101X' }, 'fiscalCode', 'fiscal-code-check-character'],
    [{ birthDate: '' }, 'birthDate', 'required'],
    [{ birthDate: '2985-12-10' }, 'birthDate', 'date-future'],
    [{ phone: '', mobile: '' }, 'mobile', 'phone-or-mobile'],
    [{ phone: 'casa' }, 'phone', 'phone'],
    [{ mobile: '12' }, 'mobile', 'mobile'],
    [{ mobile: '070 123456' }, 'mobile', 'mobile-landline'],
    [{ province: '' }, 'province', 'required'],
    [{ province: 'Sardegna' }, 'province', 'province'],
    [{ postalCode: '99999' }, 'postalCode', 'postal-code-range'],
    [{ postalCode: '9032' }, 'postalCode', 'postal-code'],
    [{ postalCode: '090321' }, 'postalCode', 'postal-code'],
    [{ address: '' }, 'address', 'required'],
    [{ email: 'persona', emailAgain: 'persona@example.org' }, 'email', 'email'],
    [{ emailAgain: '' }, 'emailAgain', 'required'],
    [{ emailAgain: 'altri@example.org' }, 'emailAgain', 'email-differs'],
    [{ consent: '' }, 'consent', 'consent'],
    [{ consent: 'no' }, 'consent', 'consent'],
  ] as [Record<string, string>, string, string][])(
    'with %j is refused: %s, %s; nothing is written',
    async (changes, field, code) => {
      const person = newPerson();
      expect(await accredit(town.db, accreditation(person, changes))).toEqual({
        ok: false,
        error: { code: 'invalid', faults: [{ field, code }] },
      });
      expect(await usersOf(person)).toEqual([]);
      expect(await kindsTo(`persona${person}@example.org`)).toEqual([]);
    },
  );

  it.each([
    [{ province: 'Cagliari' }, { province: 'CA' }],
    [{ province: 'provincia di oristano' }, { province: 'OR' }],
    [{ postalCode: 'I-09032' }, { postalCode: '09032' }],
    [
      { province: 'estero', postalCode: 'sw1a 1aa' },
      { province: 'EE', postalCode: 'SW1A 1AA' },
    ],
    [
      { mobile: '+216 20 123 456', phone: '070/12.34.56' },
      { mobile: '+21620123456', phone: '+39070123456' },
    ],
  ] as [Record<string, string>, Record<string, string>][])('reads %j as %j', async (changes, kept) => {
    const person = newPerson();
    done(await accredit(town.db, accreditation(person, changes)));
    expect(await userByFiscalCode(town.db, fiscalCodeOf(person))).toMatchObject(kept);
  });

  it('takes people with one name alone, and calls them by it', async () => {
    const person = newPerson();
    done(await accredit(town.db, accreditation(person, { familyName: 'Suharto', givenName: '-' })));
    const user = await userByFiscalCode(town.db, fiscalCodeOf(person));
    expect(user).toMatchObject({ username: 'suharto', familyName: 'Suharto', givenName: '-' });
    expect(await lastMessage(town.db, 'credentials', user.email)).toMatchObject({ givenName: 'Suharto' });
  });

  it('that is empty names its faults in the order of the page', async () => {
    const outcome = await accredit(town.db, {});
    const faults = !outcome.ok && outcome.error.code === 'invalid' ? outcome.error.faults : [];
    expect(faults.map(({ field }) => field)).toEqual([
      'familyName',
      'givenName',
      'fiscalCode',
      'birthDate',
      'mobile',
      'province',
      'postalCode',
      'address',
      'email',
      'emailAgain',
      'consent',
    ]);
  });

  it('cannot choose its role, its username or anything else that is not asked', async () => {
    const person = newPerson();
    const more = { role: 'amministratore', username: 'capo', mustChangePassword: 'false', active: 'false' };
    done(await accredit(town.db, accreditation(person, { ...more, familyName: 'Neri', givenName: 'Ugo' })));
    expect(await userByFiscalCode(town.db, fiscalCodeOf(person))).toMatchObject({
      role: 'cittadino',
      username: 'u.neri',
      mustChangePassword: true,
      active: true,
    });
  });

  it('leaves one word to deliver for every mail', async () => {
    const mails = await town.db.select({ id: messages.id }).from(messages);
    const told = await town.db.select().from(outbox).where(eq(outbox.process, 'message'));
    expect(told.map(({ businessId }) => businessId).toSorted()).toEqual(mails.map(({ id }) => id).toSorted());
  });
});

describe('a temporary password', () => {
  it('is good by the rules of new passwords, and never the same', () => {
    const passwords = Array.from({ length: 200 }, temporaryPassword);
    expect(passwords.filter((password) => passwordFault(password, []) !== null)).toEqual([]);
    expect(new Set(passwords).size).toBe(200);
    expect(passwords.join('')).not.toMatch(/[0O1Il]/);
  });
});
