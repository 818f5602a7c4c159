import { and, eq } from 'drizzle-orm';
import { callState } from '../../domain/call/call';
import type { Filed, Relation } from '../../domain/application/relation';
import { mandateState } from '../../domain/mandate/mandate';
import { civilDate } from '../../domain/calendar';
import type { Actor } from '../../domain/roles';
import type { Queryable } from '../client';
import { contactCalls, mandates, organisations } from '../schema/filed-for';
import { users } from '../schema/people';
import { databaseNow } from './clock';

/**
 * What an application is to whoever acts on it: asked of the database each time, so that a call or a mandate that has
 * ended opens nothing any more, whatever page is still on the screen.
 */
export async function relationTo(db: Queryable, actor: Actor, application: Filed): Promise<Relation> {
  if (actor.kind !== 'user') return 'none';
  switch (actor.role) {
    case 'cittadino':
      return actor.id === application.citizenId && mayEnter(actor, application) ? 'own' : 'none';
    case 'contactcenter':
      return byCall(db, actor.id, application);
    case 'intermediario':
      return byMandate(db, actor.id, application);
    case 'operatore':
    case 'responsabile':
    case 'esercente':
    case 'cassiere':
    case 'supporto':
    case 'amministratore':
      return 'none';
  }
}

/** Who entered with the first part of a PIN alone sees what was opened in that way. */
const mayEnter = ({ level }: Extract<Actor, { kind: 'user' }>, { openedLevel }: Filed): boolean =>
  level !== 'simplified' || openedLevel === 'simplified';

async function byCall(db: Queryable, operatorId: string, application: Filed): Promise<Relation> {
  if (application.callId === null) return 'none';
  const [call] = await db
    .select()
    .from(contactCalls)
    .where(and(eq(contactCalls.id, application.callId), eq(contactCalls.operatorId, operatorId)));
  if (!call) return 'none';
  if (application.takenOverAt !== null) return 'taken-over';
  return callState(call, await databaseNow(db)) === 'open' ? 'own' : 'call-ended';
}

async function byMandate(db: Queryable, userId: string, application: Filed): Promise<Relation> {
  if (application.mandateId === null) return 'none';
  const [found] = await db
    .select({ mandate: mandates, active: organisations.active })
    .from(mandates)
    .innerJoin(organisations, eq(organisations.id, mandates.organisationId))
    .innerJoin(users, eq(users.organisationId, organisations.id))
    .where(and(eq(mandates.id, application.mandateId), eq(users.id, userId)));
  if (!found?.active) return 'none';
  if (application.takenOverAt !== null) return 'taken-over';
  const today = civilDate(await databaseNow(db));
  return mandateState(found.mandate, today) === 'valid' ? 'own' : 'mandate-ended';
}
