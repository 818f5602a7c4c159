import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { organisationOfUser } from '../../db/queries/filed-for';
import { mandates, type organisations } from '../../db/schema/filed-for';
import type { users } from '../../db/schema/people';
import type { Answers } from '../../domain/application/answers';
import { civilDate, isCivilDate } from '../../domain/calendar';
import { mandateProofs } from '../../domain/mandate/mandate';
import { writeCivilDay } from '../../domain/merchant/agreement';
import { may } from '../../domain/permissions';
import { calledName } from '../../domain/person-name';
import { invalid, type FieldFault } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { addCitizen, readPerson } from '../access/accredit';
import { hashPassword, temporaryPassword } from '../access/password';
import { oneByOne } from '../access/username';
import { countRequest } from '../limits/requests';
import { postMessage } from '../message/queue';
import { isNamed, readNamed, type PinRequest } from '../pin/request';
import { citizenWith } from '../pin/verify';
import { databaseError, transact, type Outcome } from '../transaction';

/** The paper of a mandate as typed; days `YYYY-MM-DD`. */
export interface TypedPaper {
  number: string;
  scope: string;
  signedOn: string;
  validFrom: string;
  validUntil: string;
  proof: string;
}

/** A mandate as typed: who gives it, by tax code and name in full, and its paper. */
export type TypedMandate = TypedPaper & Omit<PinRequest, 'way'>;

/** The organisation of an intermediary who may act; null for anybody else, and where it is not active. */
export const organisationOf = async (
  db: Queryable,
  whose: Actor,
): Promise<typeof organisations.$inferSelect | null> =>
  whose.kind === 'user' && may(whose, 'mandate.keep', true) ? organisationOfUser(db, whose.id) : null;

/**
 * Records the mandate of a citizen who has access, by tax code and name in full; the citizen is told by mail. The same form
 * posted twice is one mandate.
 *
 * @param input.mandateId chosen by the form
 *
 * Refusals: `forbidden`, `invalid` with a fault for each field (`nobody-so-named`, `mandate-number-taken`),
 * `too-many-requests`.
 */
export async function keepMandate(
  db: Queryable,
  actor: Actor,
  input: { mandateId: string; typed: TypedMandate },
): Promise<Outcome<{ mandateId: string }>> {
  const organisation = await organisationOf(db, actor);
  if (actor.kind !== 'user' || !organisation) return refused({ code: 'forbidden' });
  const { mandateId, typed } = input;
  const today = civilDate(await databaseNow(db));
  const read = readNamed(typed, today);
  const paper = readPaper(typed, today);
  const faults = [...read.faults, ...paper.faults];
  if (faults.length > 0) return refused({ code: 'invalid', faults });
  const counted = await countRequest(db, 'call-search', actor.id);
  if (!counted.ok) return counted;
  return asTaken(() =>
    transact(db, async (tx) => {
      const citizen = await citizenWith(tx, read.fiscalCode);
      if (!citizen || !isNamed(citizen, typed)) return refused(invalid('fiscalCode', 'nobody-so-named'));
      return recordMandate(tx, {
        id: mandateId,
        organisation,
        citizen,
        recordedBy: actor.id,
        ...paper.value,
      });
    }),
  );
}

/**
 * Gives a person who has no access yet one of their own, with the texts read out to them, and records their mandate: all of
 * it or nothing. Their codes go to their own mail, never to the organisation. The same form posted twice is one person.
 *
 * @param input.mandateId chosen by the form
 * @param input.answers as of the accreditamento; `consent` ticked says that the person accepted
 * @param input.language of the page the texts were read on
 *
 * Refusals: `forbidden`, `invalid` with a fault for each field (`fiscal-code-known` where the person has access already,
 * `mandate-number-taken`), `too-many-requests`.
 */
export async function registerClient(
  db: Queryable,
  actor: Actor,
  input: { mandateId: string; answers: Answers; typed: TypedPaper; language: string },
): Promise<Outcome<{ mandateId: string }>> {
  const organisation = await organisationOf(db, actor);
  if (actor.kind !== 'user' || !organisation) return refused({ code: 'forbidden' });
  const { mandateId, answers, typed, language } = input;
  const today = civilDate(await databaseNow(db));
  const { person, faults } = readPerson(answers, today);
  const paper = readPaper(typed, today);
  if (faults.length + paper.faults.length > 0) {
    return refused({ code: 'invalid', faults: [...faults, ...paper.faults] });
  }
  const counted = await countRequest(db, 'call-search', actor.id);
  if (!counted.ok) return counted;
  const password = temporaryPassword();
  const passwordHash = await hashPassword(password);
  return asTaken(() =>
    transact(db, async (tx) => {
      await oneByOne(tx);
      const [before] = await tx.select().from(mandates).where(eq(mandates.id, mandateId));
      if (before) return sameOrNone(before, organisation.id);
      if (await citizenWith(tx, person.fiscalCode ?? '')) {
        return refused(invalid('fiscalCode', 'fiscal-code-known'));
      }
      const channel = 'intermediario';
      const citizen = await addCitizen(tx, person, { password, passwordHash, language, channel });
      return recordMandate(tx, {
        id: mandateId,
        organisation,
        citizen,
        recordedBy: actor.id,
        ...paper.value,
      });
    }),
  );
}

type NewMandate = Omit<typeof mandates.$inferInsert, 'organisationId' | 'citizenId'> & {
  organisation: typeof organisations.$inferSelect;
  citizen: typeof users.$inferSelect;
};

/** Writes a mandate once, and tells its citizen. */
async function recordMandate(
  tx: Queryable,
  { organisation, citizen, ...mandate }: NewMandate,
): Promise<Outcome<{ mandateId: string }>> {
  const [recorded] = await tx
    .insert(mandates)
    .values({ ...mandate, organisationId: organisation.id, citizenId: citizen.id })
    .onConflictDoNothing({ target: mandates.id })
    .returning();
  if (!recorded) {
    const [before] = await tx.select().from(mandates).where(eq(mandates.id, mandate.id));
    return sameOrNone(before, organisation.id);
  }
  await postMessage(tx, {
    kind: 'mandate-recorded',
    recipient: citizen.email,
    params: {
      givenName: calledName(citizen.givenName, citizen.familyName),
      organisation: organisation.name,
      number: recorded.number,
      from: writeCivilDay(recorded.validFrom),
      until: writeCivilDay(recorded.validUntil),
    },
    businessKey: `mandate-recorded:${recorded.id}`,
  });
  return ok({ mandateId: recorded.id });
}

/** A mandate whose id the form chose, found again by whoever recorded it. */
const sameOrNone = (
  mandate: typeof mandates.$inferSelect | undefined,
  organisationId: string,
): Outcome<{ mandateId: string }> =>
  mandate?.organisationId === organisationId ? ok({ mandateId: mandate.id }) : refused({ code: 'not-found' });

/** Reads the paper; its value is of use only where there is no fault. */
function readPaper(typed: TypedPaper, today: string) {
  const faults = paperFaultsIn(typed, today);
  const proof = mandateProofs.find((each) => each === typed.proof);
  if (!proof) faults.push({ field: 'proof', code: 'required' });
  const { signedOn, validFrom, validUntil } = typed;
  const value = {
    number: typed.number.trim(),
    scope: typed.scope.trim(),
    signedOn,
    validFrom,
    validUntil,
    proof: proof ?? 'dichiarata',
  } as const;
  return { value, faults };
}

function paperFaultsIn(typed: TypedPaper, today: string): FieldFault[] {
  const faults: FieldFault[] = [];
  const add = (field: keyof TypedPaper, code: string): void => void faults.push({ field, code });
  if (typed.number.trim() === '') add('number', 'required');
  if (typed.scope.trim() === '') add('scope', 'required');
  if (typed.scope.length > 1_000) add('scope', 'too-long');
  if (typed.number.length > 60) add('number', 'too-long');
  for (const field of ['signedOn', 'validFrom', 'validUntil'] as const) {
    if (typed[field] === '') add(field, 'required');
    else if (!isCivilDate(typed[field])) add(field, 'date');
  }
  if (faults.length > 0) return faults;
  if (typed.signedOn > today) add('signedOn', 'mandate-not-signed');
  if (typed.signedOn > typed.validFrom) add('validFrom', 'mandate-before-signature');
  if (typed.validUntil < typed.validFrom) add('validUntil', 'mandate-ends-before');
  else if (typed.validUntil < today) add('validUntil', 'mandate-over');
  return faults;
}

/** An organisation numbers its mandates, each once. */
async function asTaken<T>(act: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await act();
  } catch (fault) {
    if (databaseError(fault)?.constraint !== 'mandates_organisation_id_number_key') throw fault;
    return refused(invalid('number', 'mandate-number-taken'));
  }
}

/** Ends a mandate before its day: what it filed stays, and nothing more can be done by it. Refusals: `not-found`. */
export async function endMandate(db: Queryable, actor: Actor, mandateId: string): Promise<Outcome<null>> {
  const organisation = await organisationOf(db, actor);
  if (actor.kind !== 'user' || !organisation) return refused({ code: 'not-found' });
  return transact(db, async (tx) => {
    const mine = and(eq(mandates.id, mandateId), eq(mandates.organisationId, organisation.id));
    const [mandate] = await tx.select().from(mandates).where(mine).for('update');
    if (!mandate) return refused({ code: 'not-found' });
    if (mandate.endedAt !== null) return ok(null);
    await tx
      .update(mandates)
      .set({ endedAt: sql`clock_timestamp()`, endedBy: actor.id })
      .where(mine);
    return ok(null);
  });
}
