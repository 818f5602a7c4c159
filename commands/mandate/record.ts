import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { organisationOfUser } from '../../db/queries/filed-for';
import { mandates, type organisations } from '../../db/schema/filed-for';
import { civilDate, isCivilDate } from '../../domain/calendar';
import { mandateProofs } from '../../domain/mandate/mandate';
import { writeCivilDay } from '../../domain/merchant/agreement';
import { may } from '../../domain/permissions';
import { calledName } from '../../domain/person-name';
import { invalid, type FieldFault } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { countRequest } from '../limits/requests';
import { postMessage } from '../message/queue';
import { isNamed, readNamed, type PinRequest } from '../pin/request';
import { citizenWith } from '../pin/verify';
import { databaseError, transact, type Outcome } from '../transaction';

/** A mandate as typed; days `YYYY-MM-DD`. */
export interface TypedMandate extends Omit<PinRequest, 'way'> {
  number: string;
  scope: string;
  signedOn: string;
  validFrom: string;
  validUntil: string;
  proof: string;
}

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
  const faults = [...read.faults, ...mandateFaultsIn(typed, today)];
  const proof = mandateProofs.find((each) => each === typed.proof);
  if (!proof) faults.push({ field: 'proof', code: 'required' });
  if (faults.length > 0 || !proof) return refused({ code: 'invalid', faults });
  const counted = await countRequest(db, 'call-search', actor.id);
  if (!counted.ok) return counted;
  return asTaken(() =>
    transact(db, async (tx) => {
      const citizen = await citizenWith(tx, read.fiscalCode);
      if (!citizen || !isNamed(citizen, typed)) return refused(invalid('fiscalCode', 'nobody-so-named'));
      const { validFrom, validUntil, signedOn } = typed;
      const [recorded] = await tx
        .insert(mandates)
        .values({
          id: mandateId,
          organisationId: organisation.id,
          citizenId: citizen.id,
          number: typed.number.trim(),
          scope: typed.scope.trim(),
          signedOn,
          validFrom,
          validUntil,
          proof,
          recordedBy: actor.id,
        })
        .onConflictDoNothing({ target: mandates.id })
        .returning({ id: mandates.id });
      if (!recorded) return known(tx, mandateId, organisation.id);
      await postMessage(tx, {
        kind: 'mandate-recorded',
        recipient: citizen.email,
        params: {
          givenName: calledName(citizen.givenName, citizen.familyName),
          organisation: organisation.name,
          number: typed.number.trim(),
          from: writeCivilDay(validFrom),
          until: writeCivilDay(validUntil),
        },
        businessKey: `mandate-recorded:${mandateId}`,
      });
      return ok({ mandateId });
    }),
  );
}

function mandateFaultsIn(typed: TypedMandate, today: string): FieldFault[] {
  const faults: FieldFault[] = [];
  const add = (field: keyof TypedMandate, code: string): void => void faults.push({ field, code });
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

async function known(
  tx: Queryable,
  mandateId: string,
  organisationId: string,
): Promise<Outcome<{ mandateId: string }>> {
  const [mandate] = await tx.select().from(mandates).where(eq(mandates.id, mandateId));
  return mandate?.organisationId === organisationId ? ok({ mandateId }) : refused({ code: 'not-found' });
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
