import { and, eq, like, or, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { consents, users } from '../../db/schema/people';
import { accreditationTextVersion, usernameFor } from '../../domain/access';
import { readAnswer, type Answers } from '../../domain/application/answers';
import type { FieldSpec } from '../../domain/application/fields';
import { civilDate } from '../../domain/calendar';
import type { FieldFault } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { postMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';
import { hashPassword, temporaryPassword } from './password';
import { postRecovery } from './recovery';

/** The manual's request for access codes (§ 1.6), as data. One of the two telephone numbers is enough. */
export const accreditationFields = {
  familyName: { kind: 'text', required: true },
  givenName: { kind: 'text', required: true },
  fiscalCode: { kind: 'fiscalCode', required: true },
  birthDate: { kind: 'date', required: true },
  phone: { kind: 'phone', required: false },
  mobile: { kind: 'mobile', required: false },
  province: { kind: 'text', required: true },
  postalCode: { kind: 'text', required: true },
  address: { kind: 'text', required: true },
  email: { kind: 'email', required: true },
  emailAgain: { kind: 'email', required: true },
} as const satisfies Record<string, FieldSpec>;

type Field = keyof typeof accreditationFields;

/**
 * A citizen asks for access: username and temporary password go to the mail given. A tax code that has access already
 * gets its recovery by the address of record instead, and the page says the same, so that nobody learns who is enrolled.
 *
 * @param answers as typed, by field; `consent` ticked accepts the self-certification and the privacy notice
 *
 * Refusals: `invalid` with a fault for each field.
 */
export async function accredit(db: Queryable, answers: Answers): Promise<Outcome<null>> {
  const today = civilDate(await databaseNow(db));
  const faults: FieldFault[] = [];
  const values = Object.fromEntries(
    Object.entries(accreditationFields).map(([field, spec]) => {
      const reading = readAnswer<FieldSpec['kind']>(spec, answers[field], today);
      if ('value' in reading) return [field, reading.value];
      faults.push({ field, code: reading.code });
      return [field, null];
    }),
  ) as Record<Field, string | null>;
  if (
    !values.phone &&
    !values.mobile &&
    !faults.some(({ field }) => field === 'phone' || field === 'mobile')
  ) {
    faults.push({ field: 'mobile', code: 'phone-or-mobile' });
  }
  if (values.postalCode && !/^\d{5}$/.test(values.postalCode)) {
    faults.push({ field: 'postalCode', code: 'postal-code' });
  }
  if (values.email && values.emailAgain && values.email.toLowerCase() !== values.emailAgain.toLowerCase()) {
    faults.push({ field: 'emailAgain', code: 'email-differs' });
  }
  if (answers['consent'] !== 'si') faults.push({ field: 'consent', code: 'consent' });
  if (faults.length > 0) return refused({ code: 'invalid', faults });

  const password = temporaryPassword();
  const passwordHash = await hashPassword(password);
  const { emailAgain: _, ...person } = values;
  return transact(db, async (tx) => {
    await oneByOne(tx);
    const [known] = await tx
      .select()
      .from(users)
      .where(and(eq(users.fiscalCode, person.fiscalCode ?? ''), eq(users.role, 'cittadino')));
    if (known) {
      if (known.active) await postRecovery(tx, known);
      return ok(null);
    }
    const username = await freeUsername(tx, person.givenName ?? '', person.familyName ?? '');
    const id = newId();
    await tx.insert(users).values({
      ...person,
      id,
      username,
      passwordHash,
      mustChangePassword: true,
      role: 'cittadino',
      familyName: person.familyName ?? '',
      givenName: person.givenName ?? '',
      email: person.email ?? '',
    });
    await tx.insert(consents).values({ userId: id, textVersion: accreditationTextVersion });
    await postMessage(tx, {
      kind: 'credentials',
      recipient: person.email ?? '',
      params: { givenName: person.givenName ?? '', username, temporaryPassword: password },
      businessKey: `credentials:${id}`,
    });
    return ok(null);
  });
}

/**
 * Lets accreditations look up and take what is unique (one access for a tax code, a free username) one after the other.
 * Hashing, the slow part, is done before.
 */
async function oneByOne(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('accreditation'))`);
}

/** The username itself, or with the first number that is free. */
async function freeUsername(tx: Queryable, givenName: string, familyName: string): Promise<string> {
  const wanted = usernameFor(givenName, familyName);
  const taken = await tx
    .select({ username: users.username })
    .from(users)
    .where(or(eq(users.username, wanted), like(users.username, `${wanted}%`)));
  const names = new Set(taken.map(({ username }) => username));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? wanted : `${wanted}${number}`;
    if (!names.has(candidate)) return candidate;
  }
}
