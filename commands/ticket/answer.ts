import type { Queryable } from '../../db/client';
import type { Actor } from '../../domain/roles';
import type { DeskRules } from '../../domain/ticket/service-levels';
import type { Outcome } from '../transaction';
import { writeFromDesk, type DeskMessage } from './write';

/**
 * The desk answers a ticket; the person is told by mail.
 *
 * Refusals: `not-found` (also for who may not answer), `invalid` (no text), `changed-meanwhile`, `act-not-allowed`
 * (closed, or another one goes on in its place).
 */
export const answerTicket = (
  db: Queryable,
  actor: Actor,
  input: DeskMessage,
  rules?: DeskRules,
): Promise<Outcome<null>> =>
  writeFromDesk(db, actor, input, (messageId) => ({ kind: 'answered', messageId }), rules);
