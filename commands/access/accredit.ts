import { and, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { users } from '../../db/schema/people';
import { readAnswer, ticked, type Answers } from '../../domain/application/answers';
import type { FieldSpec } from '../../domain/application/fields';
import { civilDate } from '../../domain/calendar';
import { accreditationTexts } from '../../domain/consent/texts';
import { calledName } from '../../domain/person-name';
import type { Channel } from '../../domain/programme/rules';
import { readPostalCode } from '../../domain/postal-code';
import { readProvince } from '../../domain/provinces';
import type { FieldFault } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { recordAcceptance } from '../consent/accept';
import { postMessage } from '../message/queue';
import { oncePerForm } from '../idempotency';
import type { Outcome } from '../transaction';
import { crowdedSeconds, hashPassword, temporary, temporaryPassword } from './password';
import { postRecovery } from './recovery';
import { freeUsername, oneByOne } from './username';

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

export type Person = Record<Field, string | null>;

/**
 * A citizen asks for access: username and temporary password go to the mail given. A tax code that has access already
 * gets its recovery by the address of record instead, and the page says the same, so that nobody learns who is enrolled.
 *
 * @param answers as typed, by field; `consent` ticked accepts the self-certification and the privacy notice
 * @param language of the page the texts were read on
 * @param formId of the form it was asked with: sent again, it is the same request
 *
 * Refusals: `invalid` with a fault for each field; `crowded` when too many passwords are being made.
 */
export async function accredit(
  db: Queryable,
  answers: Answers,
  language = 'it',
  formId: string | null = null,
): Promise<Outcome<null>> {
  const { person: read, faults } = readPerson(answers, civilDate(await databaseNow(db)));
  if (faults.length > 0) return refused({ code: 'invalid', faults });

  const retryAfterSeconds = crowdedSeconds();
  if (retryAfterSeconds > 0) return refused({ code: 'crowded', retryAfterSeconds });
  const password = temporaryPassword();
  const passwordHash = await hashPassword(password);
  return oncePerForm(db, { id: formId }, answers, async (tx) => {
    await oneByOne(tx);
    const [known] = await tx
      .select()
      .from(users)
      .where(and(eq(users.fiscalCode, read.fiscalCode ?? ''), eq(users.role, 'cittadino')));
    if (known) {
      if (known.active) await postRecovery(tx, known);
      return ok(null);
    }
    await addCitizen(tx, read, { password, passwordHash, language, channel: 'cittadino' });
    return ok(null);
  });
}

interface Added {
  /** The first password, which goes by mail, and its hash. */
  password: string;
  passwordHash: string;
  /** Of the page the texts were read on, or in which they were read out. */
  language: string;
  channel: Channel;
}

/** Gives a person who has none an access of their own, in the caller's transaction, with the texts they accepted. */
export async function addCitizen(
  tx: Queryable,
  typed: Person,
  { password, passwordHash, language, channel }: Added,
): Promise<typeof users.$inferSelect> {
  const { emailAgain: _, ...person } = typed;
  const username = await freeUsername(tx, person.givenName ?? '', person.familyName ?? '');
  const id = newId();
  const [added] = await tx
    .insert(users)
    .values({
      ...person,
      id,
      username,
      ...temporary(passwordHash),
      role: 'cittadino',
      familyName: person.familyName ?? '',
      givenName: person.givenName ?? '',
      email: person.email ?? '',
    })
    .returning();
  if (!added) throw new Error('the person was not added');
  await recordAcceptance(tx, accreditationTexts, { userId: id, language, channel });
  await postMessage(tx, {
    kind: 'credentials',
    recipient: person.email ?? '',
    params: {
      givenName: calledName(person.givenName ?? '', person.familyName ?? ''),
      username,
      temporaryPassword: password,
    },
    businessKey: `credentials:${id}`,
  });
  return added;
}

/** Reads the request: each field by itself, then what one field says about another. */
export function readPerson(answers: Answers, today: string): { person: Person; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const person = Object.fromEntries(
    Object.entries(accreditationFields).map(([field, spec]) => {
      const reading = readAnswer<FieldSpec['kind']>(spec, answers[field], today);
      if ('value' in reading) return [field, reading.value];
      faults.push({ field, code: reading.code });
      return [field, null];
    }),
  ) as Person;
  const place = readPlace(person);
  const reachable =
    person.phone || person.mobile || faults.some(({ field }) => field === 'phone' || field === 'mobile');
  if (!reachable) faults.push({ field: 'mobile', code: 'phone-or-mobile' });
  faults.push(...place.faults);
  if (person.email && person.emailAgain && person.email.toLowerCase() !== person.emailAgain.toLowerCase()) {
    faults.push({ field: 'emailAgain', code: 'email-differs' });
  }
  if (answers['consent'] !== ticked) faults.push({ field: 'consent', code: 'consent' });
  return { person: { ...person, ...place.values }, faults: faults.toSorted(byPlaceOnThePage) };
}

const order = [...Object.keys(accreditationFields), 'consent'];

const byPlaceOnThePage = (one: FieldFault, other: FieldFault): number =>
  order.indexOf(one.field) - order.indexOf(other.field);

/** The province by its letters, and the postal code, whose shape depends on whether the address is in Italy. */
function readPlace({ province: typed, postalCode }: Person): {
  values: Partial<Person>;
  faults: FieldFault[];
} {
  const values: Partial<Person> = {};
  const faults: FieldFault[] = [];
  const province = typed ? readProvince(typed) : null;
  if (province) values.province = province;
  else if (typed) faults.push({ field: 'province', code: 'province' });
  const reading = postalCode ? readPostalCode(postalCode, province) : null;
  if (reading && 'value' in reading) values.postalCode = reading.value;
  else if (reading) faults.push({ field: 'postalCode', code: reading.code });
  return { values, faults };
}
