import { condition, setDefaultSignalHandler } from '@temporalio/workflow';
import type { SettlementNotice } from '../../domain/notices';
import {
  settlementStatusAfter,
  type SettlementEvent,
  type SettlementStatus,
} from '../../domain/settlement/status';
import { deliver } from '../delivery';
import { Inbox } from '../inbox';
import type { Numbered, ProcessStart } from '../messages';
import { ownActsInTurn } from '../own-acts';

/** What is told at an instant, unless something happens before. */
interface Reminder {
  at: string;
  notice: SettlementNotice;
}

/**
 * What a merchant is paid for a period: when it has ended the statement is drawn, the merchant presents its note, and the
 * office pays within the days it has; who is late is reminded. A payment may come back as long as banks allow it.
 */
export async function settlement({ epoch, id }: ProcessStart): Promise<void> {
  const own = ownActsInTurn();
  const reference = { epoch, settlementId: id };
  const inbox = new Inbox<SettlementEvent>();
  let status: SettlementStatus | null = null;
  let periodTo = '';
  let returnsUntil = '';
  /** Of the wait that is running; another list for each. */
  let reminders: readonly Reminder[] = [];
  let messagesUnderWay = 0;

  const tell = async (notice: SettlementNotice, occasion: string): Promise<void> => {
    messagesUnderWay++;
    const { messageId } = await own.noticeSettlement({ ...reference, notice, occasion });
    if (messageId) await deliver(epoch, messageId, own);
    messagesUnderWay--;
  };

  const take = (event: Numbered<SettlementEvent>): void => {
    status = settlementStatusAfter(status, event.kind);
    const onEvent = (notice: SettlementNotice): void => {
      if (!event.recalled) void tell(notice, `event-${event.number}`);
    };
    switch (event.kind) {
      case 'opened':
      case 'period-closed':
        periodTo = event.periodTo;
        return;
      case 'drawn':
        reminders = [{ at: event.presentBy, notice: 'settlement-to-present' }];
        return onEvent('settlement-drawn');
      case 'presented':
      case 'account-corrected':
        reminders = [
          { at: event.warnAt, notice: 'settlement-due' },
          { at: event.payBy, notice: 'settlement-overdue' },
        ];
        return;
      case 'sent-back':
        reminders = [];
        return onEvent('settlement-sent-back');
      case 'refused':
      case 'returned':
        reminders = [];
        return onEvent('settlement-refused');
      case 'paid':
        reminders = [];
        returnsUntil = event.returnsUntil;
        return onEvent('settlement-paid');
      case 'found-empty':
      case 'verified':
      case 'batched':
      case 'unbatched':
        return;
    }
  };
  setDefaultSignalHandler((_kind, ...events) =>
    inbox.accept(...(events as Numbered<SettlementEvent>[])).forEach(take),
  );

  const is = (wanted: SettlementStatus) => (): boolean => status === wanted;
  const until = (holds: () => boolean, instant: string): Promise<boolean> =>
    condition(holds, Math.max(0, Date.parse(instant) - Date.now()));

  await condition(() => status !== null);
  await periodEnds();
  await statementIsDrawn();
  while (!is('vuota')()) {
    if (is('pagata')()) {
      if (await restsPaid()) break;
    } else {
      await remind();
    }
  }
  await condition(() => messagesUnderWay === 0);

  async function periodEnds(): Promise<void> {
    for (let end = ''; end !== periodTo;) {
      end = periodTo;
      await until(() => periodTo !== end, end);
    }
  }

  /** Again as long as spends may still be taken back, unless the office does not wait for them. */
  async function statementIsDrawn(): Promise<void> {
    while (is('aperta')()) {
      const known = inbox.state.last;
      const news = (): boolean => inbox.state.last > known;
      const { again } = await own.drawStatement(reference);
      if (again === null) await condition(() => !is('aperta')());
      else await until(news, again);
    }
  }

  /** Goes through the reminders of a wait, until it is over. */
  async function remind(): Promise<void> {
    const running = reminders;
    const over = (): boolean => reminders !== running || is('pagata')() || is('vuota')();
    for (const { at, notice } of running) {
      if (await until(over, at)) return;
      void tell(notice, at);
    }
    await condition(over);
  }

  /** Whether no payment has come back by the last day it may. The engine's clock may run ahead of the database's. */
  async function restsPaid(): Promise<boolean> {
    if (await until(() => !is('pagata')(), returnsUntil)) return false;
    const { eventNumber } = await own.settlementStandsAt({ ...reference, at: returnsUntil });
    await condition(() => inbox.state.last >= eventNumber);
    return is('pagata')();
  }
}
