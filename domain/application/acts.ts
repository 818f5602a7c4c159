import type { ApplicationEventKind } from './events';
import { mayFollowIn, type Phase } from './phase';
import { statusAfter, type ApplicationStatus } from './status';

/**
 * Whether an event may follow on an application as it stands. The commands are guarded by it, and the pages offer what it
 * allows: a button that is there is one that works.
 */
export const mayHappen = (
  { status, phase }: { status: ApplicationStatus; phase: Phase | null },
  event: ApplicationEventKind,
): boolean => statusAfter(status, event) !== null && mayFollowIn(phase, event);
