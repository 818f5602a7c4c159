import type { ProgrammeEvent } from '../../domain/programme/events';
import type { InboxState } from '../inbox';
import type { ProcessStart } from '../messages';

export interface ProgrammeStart extends ProcessStart {
  /** What an earlier run of the same process knew, when it continued as new. */
  carried?: { inbox: InboxState<ProgrammeEvent>; replenished: boolean; closed: boolean };
}
