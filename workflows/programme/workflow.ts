import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyLocalActivities,
  setDefaultSignalHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../../activities';
import type { ProgrammeEvent } from '../../domain/programme/events';
import { Inbox } from '../inbox';
import type { Numbered } from '../messages';
import { ownActs } from '../retries';
import type { ProgrammeStart } from './messages';

const own = proxyLocalActivities<Activities>(ownActs);

/**
 * The waiting list of one programme: whenever money has come back, those who wait are approved in their order; when the
 * programme is closed, those who still wait are told, and that is the end of it.
 */
export async function programme({ epoch, id, carried }: ProgrammeStart): Promise<void> {
  const inbox = new Inbox<ProgrammeEvent>(carried?.inbox);
  let replenished = carried?.replenished ?? false;
  let closed = carried?.closed ?? false;
  setDefaultSignalHandler((_kind, ...events) => {
    for (const ready of inbox.accept(...(events as Numbered<ProgrammeEvent>[]))) {
      switch (ready.kind) {
        case 'fund-replenished':
          replenished = true;
          break;
        case 'closed':
          closed = true;
          break;
      }
    }
  });
  const reference = { epoch, programmeId: id };

  while (!closed) {
    await condition(() => replenished || closed || workflowInfo().continueAsNewSuggested);
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof programme>({
        epoch,
        id,
        carried: { inbox: inbox.state, replenished, closed },
      });
    }
    // Lowered before the look: what is announced meanwhile raises it again.
    replenished = false;
    if (!closed && (await own.scrollWaitingList(reference)).more) replenished = true;
  }
  while ((await own.endWaitingList(reference)).more);
}
