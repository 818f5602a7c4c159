import { condition, proxyLocalActivities, setDefaultSignalHandler } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import type { TicketNotice } from '../../domain/notices';
import { ticketStatusAfter, type TicketEvent, type TicketStatus } from '../../domain/ticket/status';
import { deliver } from '../delivery';
import { Inbox } from '../inbox';
import { ownActs } from '../retries';
import type { Numbered, ProcessStart } from '../messages';

const own = proxyLocalActivities<Activities>(ownActs);

/** A request for help: its code is mailed, the desk is chased when the first answer is late, silence closes it. */
export async function ticket({ epoch, id }: ProcessStart): Promise<void> {
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
      case 'replied':
      case 'closed':
        return;
    }
  };
  setDefaultSignalHandler((_kind, event) => inbox.accept(event as Numbered<TicketEvent>).forEach(take));

  const is = (wanted: TicketStatus) => (): boolean => status === wanted;
  const until = (holds: () => boolean, instant: string): Promise<boolean> =>
    condition(holds, Math.max(0, Date.parse(instant) - Date.now()));

  await condition(() => status !== null);
  if (!(await until(() => !is('aperta')(), firstAnswerBy))) void tell('ticket-overdue', 'first-answer');
  while (!is('chiusa')()) {
    await condition(() => is('risolta')() || is('chiusa')());
    if (is('risolta')() && !(await until(() => !is('risolta')(), closesAt))) {
      await own.closeTicket({ epoch, ticketId: id });
      await condition(() => !is('risolta')());
    }
  }
  await condition(() => messagesUnderWay === 0);
}
