import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { organisations } from '../../db/schema/filed-for';
import { users } from '../../db/schema/people';
import type { Answers } from '../../domain/application/answers';
import { readFields } from '../../domain/merchant/business';
import { organisationKinds } from '../../domain/mandate/mandate';
import { may } from '../../domain/permissions';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { recordAct } from '../audit/record';
import { transact, type Outcome } from '../transaction';

const organisationFields = { name: { kind: 'text', required: true } } as const;

/**
 * Adds an organisation that files for others, with the id the form chose: sent twice, it is one. Nobody belongs to it yet.
 *
 * @param input.answers as typed: `name`, `kind` (one of `organisationKinds`)
 *
 * Refusals: `forbidden`; `invalid` with a fault for each field.
 */
export async function addOrganisation(
  db: Queryable,
  actor: Actor,
  input: { organisationId: string; answers: Answers },
): Promise<Outcome<null>> {
  if (!may(actor, 'organisation.run', false)) return refused({ code: 'forbidden' });
  const { organisationId, answers } = input;
  const { values, faults } = readFields(organisationFields, answers);
  const kind = organisationKinds.find((each) => each === answers['kind']);
  if (!kind) faults.push({ field: 'kind', code: 'required' });
  if (faults.length > 0 || !kind) return refused({ code: 'invalid', faults });
  return transact(db, async (tx) => {
    const [added] = await tx
      .insert(organisations)
      .values({ id: organisationId, kind, name: values.name })
      .onConflictDoNothing({ target: organisations.id })
      .returning();
    if (added) {
      await recordAct(tx, actor, 'organisation.added', { subject: 'organisation', id: organisationId });
    }
    return ok(null);
  });
}

/**
 * Suspends an organisation: from that moment nothing can be compiled by its mandates, and its people are signed out; or
 * takes it up again, with its mandates as they stand. Done again it changes nothing. Refusals: `not-found`.
 */
export async function switchOrganisation(
  db: Queryable,
  actor: Actor,
  input: { organisationId: string; active: boolean },
): Promise<Outcome<null>> {
  const { organisationId, active } = input;
  return onOrganisation(db, actor, organisationId, async (tx, held) => {
    if (held.active === active) return ok(null);
    await tx.update(organisations).set({ active }).where(eq(organisations.id, organisationId));
    if (!active) {
      await tx
        .update(users)
        .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
        .where(eq(users.organisationId, organisationId));
    }
    const act = active ? 'organisation.resumed' : 'organisation.suspended';
    await recordAct(tx, actor, act, { subject: 'organisation', id: organisationId });
    return ok(null);
  });
}

/** Performs an act on an organisation, held until it is done. Refusals: `not-found`, also for who may not. */
export function onOrganisation<T>(
  db: Queryable,
  actor: Actor,
  organisationId: string,
  act: (tx: Queryable, held: typeof organisations.$inferSelect) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return transact<T>(db, async (tx) => {
    if (!may(actor, 'organisation.run', false)) return refused({ code: 'not-found' });
    const [held] = await tx
      .select()
      .from(organisations)
      .where(eq(organisations.id, organisationId))
      .for('update');
    return held ? act(tx, held) : refused({ code: 'not-found' });
  });
}
