import { condition, defineQuery, patched, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import type { TicketNotice } from '../../domain/notices';
import { nextStep, unwatched, watchAfter } from '../../domain/ticket/next-step';
import { ticketStatusAfter, type TicketEvent } from '../../domain/ticket/status';
import { deliver } from '../delivery';
import { Inbox } from '../inbox';
import type { Numbered, ProcessStart } from '../messages';
import { ownActsInTurn } from '../own-acts';
import { ticketBeforeSupportDesk } from './before-support-desk';
import { inspectFile } from './inspect';
import { ticketStateQuery, type TicketState } from './messages';

/** A request for help. Those that were under way when the support desk came go on as they began. */
export function ticket(start: ProcessStart): Promise<void> {
  return patched('support-desk') ? supportedTicket(start) : ticketBeforeSupportDesk(start);
}

/**
 * People are told what happens; whoever has the ticket in hand is warned before a term passes, and it goes to the next
 * level when it has. While the person is waited for no term runs: they are reminded, and silence closes the ticket. A
 * reply opens it again until its last day. What comes next, and when, is the domain's to say (`nextStep`).
 */
async function supportedTicket({ epoch, id }: ProcessStart): Promise<void> {
  const own = ownActsInTurn();
  const inbox = new Inbox<TicketEvent>();
  let watch = unwatched;
  let underWay = 0;
  let ended = false;

  const send = async (messageId: string | null): Promise<void> => {
    if (messageId) await deliver(epoch, messageId, own);
    underWay--;
  };
  // Addressed at once, to whoever has the ticket in hand now; nothing waits for the gateway.
  const tell = async (notice: TicketNotice, occasion: string): Promise<void> => {
    underWay++;
    const { messageId } = await own.noticeTicket({ epoch, ticketId: id, notice, occasion });
    void send(messageId);
  };

  const inspect = async (fileId: string): Promise<void> => {
    underWay++;
    await inspectFile(epoch, fileId);
    underWay--;
  };

  const take = (event: Numbered<TicketEvent>): void => {
    watch = watchAfter(watch, ticketStatusAfter(watch.status, event.kind), event);
    const notice = noticeOn(event);
    if (notice && !event.recalled) void tell(notice, String(event.number));
    if (event.kind === 'replied' && event.fileId !== undefined) void inspect(event.fileId);
  };
  setDefaultSignalHandler((_kind, ...events) =>
    inbox.accept(...(events as Numbered<TicketEvent>[])).forEach(take),
  );
  setHandler(defineQuery<TicketState>(ticketStateQuery), () => ({
    status: watch.status,
    eventNumber: inbox.state.last,
  }));

  // Each is told once for its term, also by a procedure that begins again.
  const perform = async ({ step, at: occasion }: Due): Promise<void> => {
    switch (step) {
      case 'first-answer-at-risk':
      case 'resolution-at-risk':
        return tell('ticket-at-risk', `${step}:${occasion}`);
      case 'first-answer-late':
      case 'resolution-late':
        await tell('ticket-overdue', `${step}:${occasion}`);
        return own.escalateTicket({ epoch, ticketId: id });
      case 'remind':
        return tell('ticket-closing-soon', occasion);
      case 'close':
        return own.closeTicket({ epoch, ticketId: id });
      case 'end': {
        // A reply of the last moment is written: it is waited for.
        const { eventNumber } = await own.ticketStandsAt({ epoch, ticketId: id, at: watch.reopenBy });
        await condition(() => inbox.state.last >= eventNumber);
        ended = watch.status === 'chiusa' || watch.status === 'unita';
      }
    }
  };

  // What is written on a ticket whose procedure the engine has forgotten, or never had, begins it again in its midst:
  // where the ticket is over, there is nothing to wait for.
  const begun = (): boolean => watch.status !== null;
  while (!begun()) {
    const { waiting } = inbox.state;
    const before = Math.min(...waiting.map(({ number }) => number));
    const over = patched('over-before-it-began') && (await own.ticketIsOver({ epoch, ticketId: id, before }));
    if (over && !begun()) return;
    await condition(() => begun() || inbox.state.waiting.length > waiting.length);
  }
  while (!ended) {
    const seen = inbox.state.last;
    const next = nextStep(watch, new Date());
    const somethingHappened = (): boolean => inbox.state.last !== seen;
    if (next === null) await condition(somethingHappened);
    else if (!(await within(next.at, somethingHappened))) {
      watch = { ...watch, done: [...watch.done, next.step] };
      await perform(next);
    }
  }
  await condition(() => underWay === 0);
}

type Due = NonNullable<ReturnType<typeof nextStep>>;

/** Whether something came to be so before an instant. */
const within = (instant: string, holds: () => boolean): Promise<boolean> =>
  condition(holds, Math.max(1, Date.parse(instant) - Date.now()));

/** What people are told because something happened, whatever has happened since. */
function noticeOn(event: TicketEvent): TicketNotice | null {
  switch (event.kind) {
    case 'opened':
      return 'ticket-opened';
    case 'answered':
      return 'ticket-answered';
    case 'asked':
      return 'ticket-waiting';
    case 'resolved':
      return 'ticket-resolved';
    case 'escalated':
      return 'ticket-escalated';
    case 'merged':
      return 'ticket-merged';
    case 'replied':
    case 'noted':
    case 'assigned':
    case 'classified':
    case 'linked':
    case 'absorbed':
    case 'closed':
      return null;
  }
}
