import { asc, eq } from 'drizzle-orm';
import { writeRegistration } from '../../../domain/application/registration';
import { maskedCode } from '../../../domain/voucher/acts';
import { shownCode } from '../../../domain/voucher/shown-code';
import type { Queryable } from '../../client';
import { parkedAnswers } from '../../schema/applications';
import { shares, waitingList } from '../../schema/budget';
import { voucherHolds } from '../../schema/ledger';
import { shops } from '../../schema/merchants';
import type { users } from '../../schema/people';
import { retentionHolds } from '../../schema/retention';
import { retiredCodes } from '../../schema/voucher-acts';
import { sealedParking } from '../../sealing/columns';
import { checkOf } from '../control/checks';
import { recoveryStepsOf } from '../control/recoveries';
import { applicationFile, decisionsOn, eventsOf, type ApplicationFile } from '../application-file';
import { attachmentsOn } from '../attachments';
import { viewDays } from '../audit';
import { annulmentOf, requestsOn, reviewsOn } from '../procedure';
import { statementOf } from '../statement';
import { voucherActsOn } from '../voucher-file';
import { inquiriesOn } from './registers';

type Person = typeof users.$inferSelect;

/** All that is known of an application of a person's own. Throws where there is none. */
export async function applicationData(db: Queryable, person: Person, id: string) {
  const file = await applicationFile(db, id);
  if (!file) throw new Error('an application is gone');
  const { application, programme, registration } = file;
  return {
    id,
    programme: programme.name,
    channel: application.channel,
    status: application.status,
    phase: application.phase,
    registration: registration && writeRegistration(registration),
    registeredAt: registration?.registeredAt ?? null,
    answers: application.answers,
    members: (application.form?.members ?? []).map(({ fiscalCode }) => fiscalCode),
    otherAnswers: await otherAnswers(db, id),
    events: await eventsOf(db, id),
    inquiries: await inquiriesOn(db, person, application),
    ...(await procedureOf(db, id)),
    attachments: (await attachmentsOn(db, id)).map(({ id: file_, kind, fileName, status, createdAt }) => ({
      id: file_,
      kind,
      fileName,
      status,
      createdAt,
    })),
    voucher: await voucherData(db, file),
    control: await controlData(db, id),
    recovery: (await recoveryStepsOf(db, id)).map(({ state, day, amountCents }) => ({
      state,
      day,
      amountCents,
    })),
    retentionHolds: await db
      .select({ setAt: retentionHolds.setAt, liftedAt: retentionHolds.liftedAt })
      .from(retentionHolds)
      .where(eq(retentionHolds.applicationId, id))
      .orderBy(asc(retentionHolds.setAt)),
    looks: await viewDays(db, id),
  };
}

/** What was decided, asked, reviewed, taken back, and how the money was shared out. */
async function procedureOf(db: Queryable, id: string) {
  const annulment = await annulmentOf(db, id);
  return {
    decisions: (await decisionsOn(db, id)).map(({ outcome, amountCents, reason, decidedAt }) => ({
      outcome,
      amountCents,
      reason,
      decidedAt,
    })),
    requests: (await requestsOn(db, id)).map(({ kind, text, askedAt, draft, answer, answeredAt }) => ({
      kind,
      text,
      askedAt,
      draft,
      answer,
      answeredAt,
    })),
    reviews: (await reviewsOn(db, id)).map(({ text, requestedAt }) => ({ text, requestedAt })),
    annulment: annulment && {
      reasonCodes: annulment.reasonCodes,
      reason: annulment.reason,
      annulledAt: annulment.annulledAt,
    },
    shares: await db
      .select({
        members: shares.members,
        percent: shares.percent,
        amountCents: shares.amountCents,
        setAt: shares.setAt,
      })
      .from(shares)
      .where(eq(shares.applicationId, id)),
    waits: await db
      .select({
        amountCents: waitingList.amountCents,
        joinedAt: waitingList.joinedAt,
        leftAt: waitingList.leftAt,
        outcome: waitingList.outcome,
      })
      .from(waitingList)
      .where(eq(waitingList.applicationId, id))
      .orderBy(asc(waitingList.joinedAt)),
  };
}

/**
 * That the declarations were controlled and, once that is over, with what outcome. The office's own words are given by hand:
 * they may be about others.
 */
async function controlData(db: Queryable, id: string) {
  const check = await checkOf(db, id);
  return (
    check && {
      drawnAt: check.drawnAt,
      closedAt: check.closedAt,
      outcomes: (check.closedAt === null ? [] : check.outcomes).map(({ declaration, outcome, at }) => ({
        declaration,
        outcome,
        at,
      })),
    }
  );
}

/** What was typed on another device meanwhile, and waits for the person to choose. */
async function otherAnswers(db: Queryable, applicationId: string) {
  const rows = await db.select().from(parkedAnswers).where(eq(parkedAnswers.applicationId, applicationId));
  return rows.map(({ section, typed, parkedAt }) => ({
    section,
    answers: sealedParking.typed.open(`${applicationId}/${section}`, typed),
    parkedAt,
  }));
}

async function voucherData(db: Queryable, { application, voucher, balanceCents }: ApplicationFile) {
  if (voucher === null) return null;
  const acts = await voucherActsOn(db, application.id);
  return {
    code: shownCode(voucher),
    status: voucher.status,
    issuedCents: voucher.issuedCents,
    balanceCents,
    mobile: voucher.mobile,
    issuedAt: voucher.issuedAt,
    expiresAt: voucher.expiresAt,
    movements: await statementOf(db, voucher.id),
    // The reason is in it where the person is told it; of the others the office answers by hand: it may name somebody else.
    acts: acts.map(({ act, fromValue, toValue, at, reason }) => ({
      act,
      from: fromValue,
      to: toValue,
      at,
      reason: act === 'revoke' ? reason : null,
    })),
    setAside: await db
      .select({
        shop: shops.name,
        amountCents: voucherHolds.amountCents,
        at: voucherHolds.at,
        endedAs: voucherHolds.endedAs,
        endedAt: voucherHolds.endedAt,
      })
      .from(voucherHolds)
      .innerJoin(shops, eq(shops.id, voucherHolds.shopId))
      .where(eq(voucherHolds.voucherId, voucher.id))
      .orderBy(asc(voucherHolds.at)),
    codesBefore: (
      await db
        .select({ code: retiredCodes.code, retiredAt: retiredCodes.retiredAt })
        .from(retiredCodes)
        .where(eq(retiredCodes.voucherId, voucher.id))
        .orderBy(asc(retiredCodes.retiredAt))
    ).map(({ code, retiredAt }) => ({ ending: maskedCode(code), retiredAt })),
  };
}
