import type { ApplicationEvent } from '../../domain/application/events';
import type { Life } from '../../domain/application/life';
import type { InboxState } from '../inbox';
import type { ProcessStart } from '../messages';

/** Answers `ApplicationState`. */
export const stateQuery = 'state';

export interface ApplicationStart extends ProcessStart {
  /** What an earlier run of the same process knew, when it continued as new. */
  carried?: { life: Life | null; inbox: InboxState<ApplicationEvent> };
}

/** What the workflow holds true, to be compared with the database. */
export interface ApplicationState {
  life: Life | null;
  /** Number of the last event taken in. */
  eventNumber: number;
}
