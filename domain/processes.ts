import type { ApplicationEvent } from './application/events';
import type { AttachmentEvent } from './attachment/status';
import type { TicketEvent } from './ticket/status';

/** The processes that run on in the workflow engine, each told of what happens to its own business id. */
export const processNames = ['application', 'ticket', 'message', 'attachment'] as const;

export type ProcessName = (typeof processNames)[number];

/** A message of its own, outside any other process, is only ever queued. */
export interface MessageQueued {
  kind: 'queued';
}

export type DeliverableEvent = ApplicationEvent | TicketEvent | MessageQueued | AttachmentEvent;
