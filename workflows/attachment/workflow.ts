import {
  condition,
  proxyActivities,
  proxyLocalActivities,
  setDefaultSignalHandler,
} from '@temporalio/workflow';
import type { Activities } from '../../activities';
import type { AttachmentEvent } from '../../domain/attachment/status';
import type { Instant } from '../../domain/calendar';
import { Inbox } from '../inbox';
import type { Numbered, ProcessStart } from '../messages';
import { inspection, ownActs } from '../retries';

type EventOf<K extends AttachmentEvent['kind']> = Extract<AttachmentEvent, { kind: K }>;

const own = proxyLocalActivities<Pick<Activities, 'abandonAttachment'>>(ownActs);
const inspector = proxyActivities<Pick<Activities, 'inspectAttachment'>>(inspection);

/** A file that a citizen attaches: taken away when it never arrives wholly, inspected when it does. */
export async function attachment({ epoch, id }: ProcessStart): Promise<void> {
  const inbox = new Inbox<AttachmentEvent>();
  const known: { begun?: EventOf<'begun'>; end?: 'received' | 'removed' } = {};
  const take = (event: Numbered<AttachmentEvent>): void => {
    if (event.kind === 'begun') known.begun = event;
    else known.end = event.kind;
  };
  setDefaultSignalHandler((_kind, ...events) =>
    inbox.accept(...(events as Numbered<AttachmentEvent>[])).forEach(take),
  );

  await condition(() => known.begun !== undefined);
  const { patience, abandonAt } = known.begun as EventOf<'begun'>;
  const endsBefore = (until: Instant): Promise<boolean> =>
    condition(() => known.end !== undefined, Math.max(0, Date.parse(until) - Date.now()));

  let until: Instant | null = abandonAt;
  while (until !== null && !(await endsBefore(until))) {
    until = (await own.abandonAttachment({ epoch, attachmentId: id, patience })).abandonAt;
  }
  if (known.end === 'received') await inspector.inspectAttachment({ epoch, attachmentId: id });
}
