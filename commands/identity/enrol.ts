import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { passwordRecoveries, users } from '../../db/schema/people';
import { readAnswer, ticked, type Answers } from '../../domain/application/answers';
import type { FieldSpec } from '../../domain/application/fields';
import { civilDate } from '../../domain/calendar';
import type { Identity } from '../../domain/identity/identity';
import { calledName } from '../../domain/person-name';
import type { FieldFault } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { forgetFactors } from '../access/forget-factors';
import { freeUsername, oneByOne } from '../access/username';
import { recordAcceptance } from '../consent/accept';
import { postMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';
import { accessesOf, type Access } from './accesses';
import { isProven } from './enter';
import { enterAs, nobodysPassword, type IdentityGrant } from './link';

/** What the first entry asks; what the identity says already is not asked. */
export const enrolmentFields = {
  familyName: { kind: 'text', required: true },
  givenName: { kind: 'text', required: true },
  birthDate: { kind: 'date', required: true },
  email: { kind: 'email', required: true },
  mobile: { kind: 'mobile', required: false },
} as const satisfies Record<string, FieldSpec>;

type Field = keyof typeof enrolmentFields;

/** The answers to "È tuo questo accesso?". */
export const ownership = ['mine', 'not-mine'] as const;

/**
 * The first entry of a citizen with an identity: contacts and notice, then an access without a password, or the one that
 * carries their tax code already. If that one is `not-mine`, whoever opened it is shut out: its sessions, links and
 * password end, and its contacts are replaced.
 *
 * @param answers as typed, by field of `enrolmentFields`; `consent` ticked accepts the privacy notice; `ownership` where
 *   there is an access
 * @param language of the page the notice was read on
 *
 * Refusals: `invalid`, `identity-mismatch`, `access-suspended`.
 */
export async function enrolByIdentity(
  db: Queryable,
  identity: Identity,
  answers: Answers,
  language = 'it',
): Promise<Outcome<IdentityGrant>> {
  const { person, faults } = readEnrolment(identity, answers, civilDate(await databaseNow(db)));
  const passwordHash = await nobodysPassword();
  return transact(db, async (tx) => {
    await oneByOne(tx);
    const found = await accessesOf(tx, identity);
    if (!found.ok) return found;
    const known = found.value.find(({ role }) => role === 'cittadino');
    // Pressed twice: the first press did it all.
    if (known && isProven(known)) return ok(await enterAs(tx, known, identity));
    const owner = ownership.find((each) => each === answers['ownership']);
    if (known && !owner) faults.push({ field: 'ownership', code: 'required' });
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    const access = known
      ? await takeOver(tx, known, person, owner === 'not-mine' ? passwordHash : null)
      : await create(tx, identity, person, passwordHash);
    await recordAcceptance(tx, ['privacy'], { userId: access.id, language, channel: 'cittadino' });
    const grant = await enterAs(tx, access, identity);
    await postMessage(tx, {
      kind: 'identity-linked',
      recipient: access.email,
      params: {
        givenName: calledName(person.givenName, person.familyName),
        username: access.username,
        scheme: identity.method.toUpperCase(),
      },
      businessKey: `identity-linked:${access.id}`,
    });
    return ok(grant);
  });
}

interface Enrolment {
  familyName: string;
  givenName: string;
  birthDate: string | null;
  email: string;
  mobile: string | null;
}

function readEnrolment(
  identity: Identity,
  answers: Answers,
  today: string,
): { person: Enrolment; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const read = (field: Field): string | null => {
    const certified = field === 'email' || field === 'mobile' ? null : identity[field];
    if (certified !== null) return certified;
    const reading = readAnswer<FieldSpec['kind']>(enrolmentFields[field], answers[field], today);
    if ('value' in reading) return reading.value === null ? null : String(reading.value);
    faults.push({ field, code: reading.code });
    return null;
  };
  const person = {
    familyName: read('familyName') ?? '',
    givenName: read('givenName') ?? '',
    birthDate: read('birthDate'),
    email: read('email') ?? '',
    mobile: read('mobile'),
  };
  if (answers['consent'] !== ticked) faults.push({ field: 'consent', code: 'consent' });
  return { person, faults };
}

async function create(
  tx: Queryable,
  { fiscalCode }: Identity,
  person: Enrolment,
  passwordHash: string,
): Promise<Access> {
  const [created] = await tx
    .insert(users)
    .values({
      ...person,
      id: newId(),
      username: await freeUsername(tx, person.givenName, person.familyName),
      passwordHash,
      mustChangePassword: false,
      role: 'cittadino',
      fiscalCode,
    })
    .returning();
  if (!created) throw new Error('the access was not created');
  return created;
}

/** @param passwordHash of a password nobody knows where the access was somebody else's doing; null where it is kept */
async function takeOver(
  tx: Queryable,
  known: Access,
  { email, mobile, ...person }: Enrolment,
  passwordHash: string | null,
): Promise<Access> {
  const strangers = passwordHash !== null && {
    passwordHash,
    mustChangePassword: false,
    passwordUntil: null,
    sessionVersion: sql`${users.sessionVersion} + 1`,
    phone: null,
    province: null,
    postalCode: null,
    address: null,
    mobile: null,
  };
  const [taken] = await tx
    .update(users)
    .set({ ...strangers, ...person, email, ...(mobile !== null && { mobile }) })
    .where(eq(users.id, known.id))
    .returning();
  if (!taken) throw new Error('the access is gone');
  if (passwordHash !== null) await forgetFactors(tx, known.id);
  if (passwordHash !== null || known.email !== email) await endRecoveries(tx, known.id);
  return taken;
}

/** Links that went to a mail which is not the access's any more. */
const endRecoveries = (tx: Queryable, userId: string) =>
  tx
    .update(passwordRecoveries)
    .set({ usedAt: sql`now()` })
    .where(and(eq(passwordRecoveries.userId, userId), isNull(passwordRecoveries.usedAt)));
