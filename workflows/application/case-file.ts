import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  patched,
  setDefaultSignalHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { ApplicationEvent } from '../../domain/application/events';
import { lifeAfter, type Life, type VoucherLife } from '../../domain/application/life';
import type { ApplicationStatus } from '../../domain/application/status';
import type { Instant } from '../../domain/calendar';
import { noticeOn, type ApplicationNotice } from '../../domain/notices';
import type { VoucherStatus } from '../../domain/voucher/status';
import { deliver } from '../delivery';
import { Inbox } from '../inbox';
import { ownActsInTurn } from '../own-acts';
import type { Numbered } from '../messages';
import { stateQuery, type ApplicationStart, type ApplicationState } from './messages';

/** The states in which a voucher's day still ends it. */
const spendable: readonly VoucherStatus[] = ['attivo', 'bloccato'];

/** The running procedure of one application: its life so far, its waits and its messages. */
export class CaseFile {
  private known: Life | null;
  private readonly inbox: Inbox<ApplicationEvent>;
  /** The acts on our own database; they are the commands, so doing one again changes nothing. */
  private readonly own = ownActsInTurn();
  private messagesUnderWay = 0;

  constructor(private readonly start: ApplicationStart) {
    this.known = start.carried?.life ?? null;
    this.inbox = new Inbox(start.carried?.inbox);
    setDefaultSignalHandler((_kind, ...events) => {
      this.inbox.accept(...(events as Numbered<ApplicationEvent>[])).forEach((ready) => this.take(ready));
    });
    setHandler(defineQuery<ApplicationState>(stateQuery), () => ({
      life: this.known,
      eventNumber: this.inbox.state.last,
    }));
  }

  /** The life so far; the workflow is started with the opening, so there always is one once `opened` was awaited. */
  get life(): Life {
    if (this.known === null) throw new Error('the application has not been opened');
    return this.known;
  }

  readonly opened = (): Promise<void> => condition(() => this.known !== null);

  /**
   * Waits until something comes to hold, or until an instant. Continues as new where the history has grown long:
   * phases may be entered again at any time, since what they did is never done twice.
   *
   * @returns whether it came to hold in time; it may have ceased since, when two events arrived together
   */
  async until(holds: () => boolean, deadline?: Instant): Promise<boolean> {
    let held = false;
    const awake = (): boolean => (held ||= holds()) || workflowInfo().continueAsNewSuggested;
    if (deadline === undefined) await condition(awake);
    else await condition(awake, Math.max(0, Date.parse(deadline) - Date.now()));
    if (!held && workflowInfo().continueAsNewSuggested) await this.continueAsNew();
    return held;
  }

  /** Waits until the application is no longer in a state, or until an instant. */
  leaves(status: ApplicationStatus, deadline?: Instant): Promise<boolean> {
    return this.until(() => this.life.status !== status, deadline);
  }

  /** Sends a message without waiting for it: a gateway out of order delays no term. Each occasion is told once. */
  tell(notice: ApplicationNotice, occasion: string): void {
    this.messagesUnderWay++;
    const done = () => void this.messagesUnderWay--;
    this.sendNotice(notice, occasion).then(done, done);
  }

  async issueVoucher(): Promise<void> {
    await this.own.issueVoucher(this.reference);
    // The approval may be taken back before.
    await this.until(() => this.life.voucher !== null || this.life.status !== 'approvata');
  }

  /** Ends the voucher whose day has passed, unless it was extended in the last moment: then its new day is told. */
  async expireVoucher({ id: voucherId, expiresAt }: VoucherLife): Promise<void> {
    await this.own.expireVoucher({ ...this.reference, voucherId, expiresAt });
    await this.until(() => {
      const { voucher } = this.life;
      return voucher?.expiresAt !== expiresAt || !spendable.includes(voucher.status);
    });
  }

  /** The citizen's term has passed by the engine's clock; the answer may have come at the last moment. */
  async lapseRequest(requestId: string): Promise<void> {
    await this.own.lapseRequest({ ...this.reference, requestId });
    const open = () => this.life.status === 'presentata' && this.life.review?.asked?.requestId === requestId;
    await this.until(() => !open());
  }

  async discardDraft(): Promise<void> {
    await this.own.discardDraft(this.reference);
    await this.leaves('bozza');
  }

  /**
   * Waits until everything that happened up to an instant, by the database's clock, has been taken in. Asked before
   * the procedure ends, because what happens afterwards would find nobody.
   */
  async caughtUp(at: Instant): Promise<void> {
    const { eventNumber } = await this.own.applicationStandsAt({ ...this.reference, at });
    await this.until(() => this.inbox.state.last >= eventNumber);
  }

  /** Ends only when every message has been delivered or given up. */
  async messagesDone(): Promise<void> {
    await condition(() => this.messagesUnderWay === 0);
  }

  private take(event: Numbered<ApplicationEvent>): void {
    this.known = lifeAfter(this.known, event);
    if (event.recalled) return;
    // Approvals that were taken in before there was a letter had the code by SMS alone.
    if (event.kind === 'approved' && !patched('approval-letter')) return;
    for (const notice of [noticeOn[event.kind] ?? []].flat()) this.tell(notice, `event-${event.number}`);
  }

  private get reference() {
    return { epoch: this.start.epoch, applicationId: this.start.id };
  }

  private async sendNotice(notice: ApplicationNotice, occasion: string): Promise<void> {
    const { messageId } = await this.own.noticeApplication({ ...this.reference, notice, occasion });
    if (messageId) await deliver(this.start.epoch, messageId, this.own);
  }

  private async continueAsNew(): Promise<never> {
    await this.messagesDone();
    await condition(allHandlersFinished);
    const { epoch, id } = this.start;
    return continueAsNew<(start: ApplicationStart) => Promise<void>>({
      epoch,
      id,
      carried: { life: this.known, inbox: this.inbox.state },
    });
  }
}
