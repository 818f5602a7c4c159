import type { Queryable } from '../../db/client';
import type { Actor } from '../../domain/roles';
import { silenceFrom } from '../../domain/ticket/clock';
import type { DeskRules } from '../../domain/ticket/service-levels';
import type { Outcome } from '../transaction';
import { deskRules } from './desk-rules';
import { writeFromDesk, type DeskMessage } from './write';

/**
 * The desk asks the person something: the terms stand still until the reply, which resumes what was left of them. Silence
 * closes the ticket, after a mail that says so.
 *
 * Refusals: those of an answer.
 */
export const askRequester = (
  db: Queryable,
  actor: Actor,
  input: DeskMessage,
  rules: DeskRules = deskRules,
): Promise<Outcome<null>> =>
  writeFromDesk(
    db,
    actor,
    input,
    (messageId, { now }) => ({ kind: 'asked', messageId, ...silenceFrom(rules, now) }),
    rules,
  );
