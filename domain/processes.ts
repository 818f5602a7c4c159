import type { ApplicationEvent } from './application/events';
import type { FileDiscarded } from './attachment/keeping';
import type { AttachmentEvent } from './attachment/status';
import type { OwnDataEvent } from './own-data/request';
import type { ProgrammeEvent } from './programme/events';
import type { RetentionEvent } from './retention/terms';
import type { SettlementEvent } from './settlement/status';
import type { TicketEvent } from './ticket/status';

/** The processes that run on in the workflow engine, each told of what happens to its own business id. */
export const processNames = [
  'application',
  'ticket',
  'message',
  'attachment',
  'programme',
  'inquiry',
  'batch',
  'settlement',
  'file',
  'ownData',
  'pin',
  'retention',
] as const;

export type ProcessName = (typeof processNames)[number];

/** A message of its own, outside any other process, is only ever queued. */
export interface MessageQueued {
  kind: 'queued';
}

/** Registers are to be asked about a household; an answer comes when it comes. */
export interface InquiryAsked {
  kind: 'asked';
}

/** Many rows are to be worked off one by one. */
export interface BatchQueued {
  kind: 'queued';
}

/** A PIN was asked for: its second part goes later. */
export interface PinRequested {
  kind: 'requested';
}

/** All that has happened in a procedure of a database that was put back, told at once to begin it again. */
export interface Recalled {
  kind: 'recalled';
  events: { kind: string; number: number; recalled: boolean }[];
}

export type DeliverableEvent =
  | ApplicationEvent
  | TicketEvent
  | MessageQueued
  | AttachmentEvent
  | ProgrammeEvent
  | InquiryAsked
  | BatchQueued
  | SettlementEvent
  | FileDiscarded
  | OwnDataEvent
  | PinRequested
  | RetentionEvent
  | Recalled;
