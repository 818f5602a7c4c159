import {
  condition,
  defineQuery,
  proxyLocalActivities,
  setDefaultSignalHandler,
  setHandler,
} from '@temporalio/workflow';
import type { Activities } from '../../activities';
import type { TicketNotice } from '../../domain/notices';
import { ticketStatusAfter, type TicketEvent, type TicketStatus } from '../../domain/ticket/status';
import { deliver } from '../delivery';
import { Inbox } from '../inbox';
import { ownActs } from '../retries';
import { inspectFile } from './inspect';
import { ticketStateQuery, type TicketState } from './messages';
import type { Numbered, ProcessStart } from '../messages';

const own = proxyLocalActivities<Activities>(ownActs);

/**
 * The story of tickets opened before there was a support desk, as it was: it ends with the last of them. What the desk
 * does with them now is told; their terms and their silence stay those they were opened with.
 */
export async function ticketBeforeSupportDesk({ epoch, id }: ProcessStart): Promise<void> {
  const inbox = new Inbox<TicketEvent>();
  let status: TicketStatus | null = null;
  let firstAnswerBy = '';
  let closesAt = '';
  let messagesUnderWay = 0;

  const tell = async (notice: TicketNotice, occasion: string): Promise<void> => {
    messagesUnderWay++;
    const { messageId } = await own.noticeTicket({ epoch, ticketId: id, notice, occasion });
    if (messageId) await deliver(epoch, messageId);
    messagesUnderWay--;
  };

  const take = (event: Numbered<TicketEvent>): void => {
    status = ticketStatusAfter(status, event.kind);
    switch (event.kind) {
      case 'opened':
        firstAnswerBy = event.firstAnswerBy;
        return void tell('ticket-opened', 'once');
      case 'answered':
        return void tell('ticket-answered', event.messageId);
      case 'resolved':
        closesAt = event.closesAt;
        return void tell('ticket-resolved', event.closesAt);
      case 'asked':
        return void tell('ticket-waiting', event.messageId);
      case 'escalated':
        return void tell('ticket-escalated', event.level);
      case 'merged':
        return void tell('ticket-merged', 'once');
      case 'replied':
        if (event.fileId !== undefined) void inspectFile(epoch, event.fileId);
        return;
      case 'noted':
      case 'assigned':
      case 'classified':
      case 'linked':
      case 'absorbed':
      case 'closed':
        return;
    }
  };
  setDefaultSignalHandler((_kind, ...events) =>
    inbox.accept(...(events as Numbered<TicketEvent>[])).forEach(take),
  );
  setHandler(defineQuery<TicketState>(ticketStateQuery), () => ({ status, eventNumber: inbox.state.last }));

  const is = (wanted: TicketStatus) => (): boolean => status === wanted;
  const until = (holds: () => boolean, instant: string): Promise<boolean> =>
    condition(holds, Math.max(0, Date.parse(instant) - Date.now()));

  await condition(() => status !== null);
  if (!(await until(() => !is('aperta')(), firstAnswerBy))) void tell('ticket-overdue', 'first-answer');
  const ended = (): boolean => is('chiusa')() || is('unita')();
  while (!ended()) {
    await condition(() => is('risolta')() || ended());
    if (is('risolta')() && !(await until(() => !is('risolta')(), closesAt))) {
      await own.closeTicket({ epoch, ticketId: id });
      await condition(() => !is('risolta')());
    }
  }
  await condition(() => messagesUnderWay === 0);
}
