import type { Actor } from '../roles';

/** From where an act came: a page, the phone, a till's key, a workflow. */
export type AuditChannel = 'web' | 'phone' | 'till' | 'workflow';

/** From where the actor acts; as `audit_channel` in the database says it of what triggers write. */
export function channelOf(actor: Actor): AuditChannel {
  if (actor.kind === 'system') return 'workflow';
  if (actor.kind === 'till') return 'till';
  return actor.role === 'contactcenter' ? 'phone' : 'web';
}

/** Acts that leave no row of their own which the log is kept by: the command itself writes the entry. */
export const recordedActs = [
  'programme.draft-dropped',
  'programme.closed',
  'installation.restored',
  'organisation.added',
  'organisation.suspended',
  'organisation.resumed',
  'organisation.person-added',
  'organisation.person-suspended',
  'organisation.person-resumed',
  'staff.person-added',
  'staff.person-suspended',
  'staff.person-resumed',
] as const;

export type RecordedAct = (typeof recordedActs)[number];
