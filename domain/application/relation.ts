import type { Permission } from '../permissions';
import type { Refusal } from '../refusal';
import type { AccessLevel } from '../roles';
import type { ApplicationStatus } from './status';

/** Whose an application is, and by what way somebody else has it in hand. */
export interface Filed {
  citizenId: string;
  openedLevel: AccessLevel;
  /** The call it is compiled in. */
  callId: string | null;
  /** The mandate it is compiled by. */
  mandateId: string | null;
  /** When the citizen took it over: whoever had it in hand has it no more. */
  takenOverAt: Date | null;
}

/**
 * What an application is to somebody: `own` to its citizen, and to an operator in the present call or an intermediary with
 * a valid mandate. The others tell why it is so no more; to whom it is `none` it does not exist.
 */
export type Relation = 'own' | 'call-ended' | 'mandate-ended' | 'taken-over' | 'none';

/** Whether somebody else than the citizen is compiling a draft. */
export const inOtherHands = ({ callId, mandateId, takenOverAt }: Filed): boolean =>
  (callId !== null || mandateId !== null) && takenOverAt === null;

const compiling: ReadonlySet<Permission> = new Set([
  'application.edit',
  'application.attach',
  'application.submit',
]);

/** Why a citizen may not compile a draft now: who compiles it for them would write over it. Taking it over ends that. */
export function refusedToCitizen(
  application: Filed & { status: ApplicationStatus },
  permission: Permission,
): Refusal | null {
  const draft = application.status === 'bozza';
  return draft && inOtherHands(application) && compiling.has(permission) ? { code: 'in-other-hands' } : null;
}
