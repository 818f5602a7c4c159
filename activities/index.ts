import { ApplicationFailure } from '@temporalio/common';
import { lapseRequest } from '../commands/application/answer';
import { closeApplication } from '../commands/application/close';
import { noticeApplication } from '../commands/application/notice';
import { applicationStanding } from '../commands/application/standing';
import { abandonAttachment } from '../commands/attachment/abandon';
import { isOfEpoch } from '../commands/epoch';
import { giveUpInquiry } from '../commands/inquiry/answer';
import { recordEnd } from '../commands/message/deliver';
import { expireArchive } from '../commands/own-data/archive';
import { performErasure } from '../commands/own-data/erase';
import { noticeOwnData } from '../commands/own-data/notice';
import { letterDue } from '../commands/pin/letter';
import { eraseRetained } from '../commands/retention/erase';
import { endWaitingList, scrollWaitingList } from '../commands/programme/scroll';
import { escalateLate } from '../commands/ticket/escalate';
import { drawStatement } from '../commands/settlement/draw';
import { noticeSettlement } from '../commands/settlement/notice';
import { openSettlements } from '../commands/settlement/open';
import { settlementStanding } from '../commands/settlement/standing';
import { noticeTicket } from '../commands/ticket/notice';
import { closeTicket, ticketIsOver, ticketStanding } from '../commands/ticket/resolve';
import type { Outcome } from '../commands/transaction';
import { expireVoucher } from '../commands/voucher/expire';
import { issueVoucher } from '../commands/voucher/issue';
import type { Instant, Term } from '../domain/calendar';
import type { ApplicationNotice, OwnDataNotice, SettlementNotice, TicketNotice } from '../domain/notices';
import { system } from '../domain/roles';
import { askRegister, type Registers } from './ask-register';
import { deliverMessage, straightDelivery, type Delivery } from './deliver-message';
import { inspectAttachment, inspectTicketFile, removeFile, type Inspection } from './inspect-attachment';
import { prepareOwnData } from './prepare-own-data';
import { sendPinLetter, type Post } from './send-pin-letter';
import { workBatch } from './work-batch';

interface OfEpoch {
  epoch: string;
}
interface OfApplication extends OfEpoch {
  applicationId: string;
}
interface OfTicket extends OfEpoch {
  ticketId: string;
}
interface OfAttachment extends OfEpoch {
  attachmentId: string;
}
interface OfInquiry extends OfEpoch {
  inquiryId: string;
}
interface OfProgramme extends OfEpoch {
  programmeId: string;
}
interface OfBatch extends OfEpoch {
  batchId: string;
}
interface OfSettlement extends OfEpoch {
  settlementId: string;
}
interface OfOwnData extends OfEpoch {
  requestId: string;
}
interface OfPin extends OfEpoch {
  pinId: string;
}
interface OfMessage extends OfEpoch {
  messageId: string;
}

export interface ActivityContext extends Delivery, Inspection, Registers, Post {
  /** Where the office reads what concerns decisions. */
  officeMail: string;
  /** How long a copy of own data may be taken, where it is not the domain's own term. */
  ownDataKept?: Term | undefined;
  /** Where the help desk reads what concerns tickets. */
  deskMail: string;
}

export type Activities = ReturnType<typeof createActivities>;

/**
 * The verbs of the workflows, each a command or a delivery. They take opaque ids, may run any number of times, and do
 * nothing for a workflow of another epoch: a database restored from a backup is never written by yesterday's processes.
 */
export function createActivities(context: ActivityContext) {
  const { db } = context;
  const deliverAtOnce = straightDelivery(context);

  const inEpoch = <I extends OfEpoch, R>(act: (input: I) => Promise<R>) => {
    return async (input: I): Promise<R> => {
      if (!(await isOfEpoch(db, input.epoch))) throw ApplicationFailure.nonRetryable('of another epoch');
      return act(input);
    };
  };

  return {
    discardDraft: inEpoch(async ({ applicationId }: OfApplication) => {
      await closeApplication(db, system, { applicationId, as: 'discarded' });
    }),
    issueVoucher: inEpoch(async ({ applicationId }: OfApplication) => {
      await issueVoucher(db, { applicationId });
    }),
    // `expiresAt` is absent in what older workflows ask.
    expireVoucher: inEpoch(
      async ({ voucherId, expiresAt }: OfApplication & { voucherId: string; expiresAt?: Instant }) => {
        await expireSurely(voucherId, expiresAt);
      },
    ),
    lapseRequest: inEpoch(async ({ requestId }: OfApplication & { requestId: string }) => {
      const outcome = await lapseRequest(db, { requestId });
      // The engine's clock may run ahead of the database's, which judges the term.
      if (!outcome.ok && outcome.error.code === 'act-not-allowed')
        throw ApplicationFailure.retryable('not yet');
    }),
    applicationStandsAt: inEpoch(async ({ applicationId, at }: OfApplication & { at: string }) => {
      const standing = await applicationStanding(db, applicationId);
      if (!standing || standing.now < new Date(at)) throw ApplicationFailure.retryable('not yet');
      return { eventNumber: standing.eventNumber };
    }),
    noticeApplication: inEpoch(
      async (input: OfApplication & { notice: ApplicationNotice; occasion: string }) =>
        messageOf(await noticeApplication(db, { ...input, officeMail: context.officeMail })),
    ),
    noticeTicket: inEpoch(async (input: OfTicket & { notice: TicketNotice; occasion: string }) =>
      messageOf(await noticeTicket(db, { ...input, deskMail: context.deskMail })),
    ),
    closeTicket: inEpoch(async ({ ticketId }: OfTicket) => {
      const outcome = await closeTicket(db, { ticketId });
      // The engine's clock may run ahead of the database's, which judges the day.
      if (!outcome.ok && outcome.error.code === 'act-not-allowed')
        throw ApplicationFailure.retryable('not yet');
    }),
    escalateTicket: inEpoch(async ({ ticketId }: OfTicket) => {
      await escalateLate(db, { ticketId });
    }),
    ticketStandsAt: inEpoch(async ({ ticketId, at }: OfTicket & { at: Instant | null }) => {
      const standing = await ticketStanding(db, { ticketId, at });
      if (!standing.ok || standing.value === null) throw ApplicationFailure.retryable('not yet');
      return standing.value;
    }),
    ticketIsOver: inEpoch((input: OfTicket & { before: number }) => ticketIsOver(db, input)),
    abandonAttachment: inEpoch(async (input: OfAttachment & { patience: Term }) => {
      const outcome = await abandonAttachment(db, input);
      return { abandonAt: (outcome.ok && outcome.value.abandonAt?.toISOString()) || null };
    }),
    inspectAttachment: inEpoch(({ attachmentId }: OfAttachment) => inspectAttachment(context, attachmentId)),
    inspectTicketFile: inEpoch(({ fileId }: OfEpoch & { fileId: string }) =>
      inspectTicketFile(context, fileId),
    ),
    removeFile: inEpoch(({ fileId }: OfEpoch & { fileId: string }) => removeFile(context, fileId)),
    askRegister: inEpoch(({ inquiryId }: OfInquiry) => askRegister(context, inquiryId)),
    giveUpInquiry: inEpoch(({ inquiryId }: OfInquiry) => giveUpInquiry(db, inquiryId)),
    scrollWaitingList: inEpoch(({ programmeId }: OfProgramme) => scrollWaitingList(db, programmeId)),
    endWaitingList: inEpoch(({ programmeId }: OfProgramme) => endWaitingList(db, programmeId)),
    eraseRetained: inEpoch(async (input: OfProgramme) => {
      const outcome = await eraseRetained(db, input);
      if (outcome.ok) return outcome.value;
      // The engine's clock may run ahead of the database's, which judges the term.
      throw ApplicationFailure.retryable('not yet');
    }),
    workBatch: inEpoch(({ batchId }: OfBatch) => workBatch(db, batchId)),
    openSettlements: inEpoch(() => openSettlements(db)),
    drawStatement: inEpoch(async (input: OfSettlement) => {
      const outcome = await drawStatement(db, input);
      return { again: outcome.ok ? outcome.value.again : null };
    }),
    settlementStandsAt: inEpoch(async ({ settlementId, at }: OfSettlement & { at: Instant }) => {
      const standing = await settlementStanding(db, settlementId);
      if (!standing || standing.now < new Date(at)) throw ApplicationFailure.retryable('not yet');
      return { eventNumber: standing.eventNumber };
    }),
    noticeSettlement: inEpoch(async (input: OfSettlement & { notice: SettlementNotice; occasion: string }) =>
      messageOf(await noticeSettlement(db, { ...input, officeMail: context.officeMail })),
    ),
    prepareOwnData: inEpoch(({ requestId }: OfOwnData) => prepareOwnData(context, requestId)),
    expireOwnData: inEpoch(async ({ requestId }: OfOwnData) => {
      const outcome = await expireArchive(db, { requestId });
      // The engine's clock may run ahead of the database's, which judges the day.
      if (!outcome.ok && outcome.error.code === 'act-not-allowed')
        throw ApplicationFailure.retryable('not yet');
    }),
    noticeOwnData: inEpoch(async (input: OfOwnData & { notice: OwnDataNotice; occasion: string }) =>
      messageOf(await noticeOwnData(db, { ...input, officeMail: context.officeMail })),
    ),
    performErasure: inEpoch(async ({ requestId }: OfOwnData) => {
      const outcome = await performErasure(db, { requestId });
      if (!outcome.ok) throw ApplicationFailure.nonRetryable('nothing was granted');
      return outcome.value;
    }),
    pinLetterDue: inEpoch(async ({ pinId }: OfPin) => ({
      dueAt: (await letterDue(db, pinId))?.toISOString() ?? null,
    })),
    sendPinLetter: inEpoch(({ pinId }: OfPin) => sendPinLetter(context, pinId)),
    deliverStraightAway: inEpoch(({ messageId }: OfMessage) => deliverAtOnce(messageId)),
    deliverMessage: inEpoch(({ messageId }: OfMessage) => deliverMessage(context, messageId)),
    giveUpMessage: inEpoch(({ messageId }: OfMessage) => recordEnd(db, messageId, 'given-up')),
  };

  /** The engine's clock may run ahead of the database's, which judges the day. */
  async function expireSurely(voucherId: string, expiresAt?: Instant): Promise<void> {
    const outcome = await expireVoucher(db, { voucherId, expiresAt });
    if (!outcome.ok && outcome.error.code === 'act-not-allowed')
      throw ApplicationFailure.retryable('not yet');
  }
}

const messageOf = (outcome: Outcome<{ messageId: string }>): { messageId: string | null } => ({
  messageId: outcome.ok ? outcome.value.messageId : null,
});
