import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications, decisions, householdClaims, parkedAnswers } from '../../db/schema/applications';
import { checkOutcomes, recoverySteps } from '../../db/schema/control';
import { messageAttachments, messages } from '../../db/schema/delivery';
import { vouchers } from '../../db/schema/ledger';
import { users } from '../../db/schema/people';
import { annulments, citizenRequests, proposals, reviews } from '../../db/schema/procedure';
import { inquiries } from '../../db/schema/registers';
import { retentions } from '../../db/schema/retention';
import { voucherActs } from '../../db/schema/voucher-acts';
import {
  openApplicationRow,
  sealedAnnulment,
  sealedAnswers,
  sealedCheckWords,
  sealedDecision,
  sealedForm,
  sealedInquiry,
  sealedMessage,
  sealedProposal,
  sealedRecoveryNote,
  sealedRequest,
  sealedReview,
  sealedVoucherAct,
} from '../../db/sealing/columns';
import { system } from '../../domain/roles';
import { ok, refused } from '../../domain/result';
import { removeAll } from '../attachment/remove';
import { closeAccount, somethingRuns } from '../own-data/erase';
import { transact, type Outcome } from '../transaction';
import { holdRetention, recordRetentionEvent } from './record';

/** Applications erased in one transaction. */
const slice = 20;

/** What stands where words or a name stood. */
const gone = '—';

/**
 * Erases what a closed programme knows of people, once its term is over, some applications at a time: names, contacts,
 * answers, documents, words, messages; and the account of whom it leaves nothing else of. What is left is nobody's: the
 * number in the register, days, states, amounts, how many members, and every movement of money. What is held is passed over.
 *
 * @returns `more` where others are to follow at once, `held` where the rest has to stay for now, `done` at the end
 *
 * Refusals: `not-found`; `act-not-allowed` (the term is not over: the database's clock judges).
 */
export async function eraseRetained(
  db: Queryable,
  { programmeId }: { programmeId: string },
): Promise<Outcome<'more' | 'held' | 'done'>> {
  return transact<'more' | 'held' | 'done'>(db, async (tx) => {
    const held = await holdRetention(tx, programmeId);
    if (!held) return refused({ code: 'not-found' });
    if (held.doneAt !== null) return ok('done');
    if (held.eraseAt > held.now) return refused({ code: 'act-not-allowed' });
    const left = and(eq(applications.programmeId, programmeId), isNull(applications.erasedAt));
    const due = await tx
      .select()
      .from(applications)
      .where(and(left, sql`retention_over(${applications}.*)`))
      .orderBy(asc(applications.id))
      .limit(slice)
      .for('update');
    await eraseApplications(tx, due.map(openApplicationRow));
    await tx
      .update(retentions)
      .set({ erased: sql`${retentions.erased} + ${due.length}` })
      .where(eq(retentions.programmeId, programmeId));
    if (due.length === slice) return ok('more');
    if ((await tx.$count(applications, left)) > 0) return ok('held');
    await recordRetentionEvent(tx, held, system, { kind: 'finished' }, { doneAt: held.now });
    return ok('done');
  });
}

type Application = ReturnType<typeof openApplicationRow<typeof applications.$inferSelect>>;

async function eraseApplications(tx: Queryable, due: readonly Application[]): Promise<void> {
  if (due.length === 0) return;
  const ids = due.map(({ id }) => id);
  // First the mark, which the database judges and which opens what is otherwise locked.
  const name = sql`case when ${applications.registeredAt} is not null then '' end`;
  await tx
    .update(applications)
    .set({
      erasedAt: sql`clock_timestamp()`,
      familyKey: name,
      givenKey: name,
      familyRest: null,
      givenRest: null,
    })
    .where(inArray(applications.id, ids));
  await tx.delete(parkedAnswers).where(inArray(parkedAnswers.applicationId, ids));
  await tx.delete(householdClaims).where(inArray(householdClaims.applicationId, ids));
  for (const id of ids) await removeAll(tx, id);
  await tx
    .update(vouchers)
    .set({ holderFamilyName: gone, holderGivenName: gone, mobile: gone })
    .where(inArray(vouchers.applicationId, ids));
  await eraseMessages(tx, ids);
  await eraseSealed(tx, due);
  await eraseAccounts(tx, [...new Set(due.map(({ citizenId }) => citizenId))]);
}

async function eraseMessages(tx: Queryable, applicationIds: string[]): Promise<void> {
  const about = await tx
    .select({ id: messages.id, subject: messages.subject, text: messages.text })
    .from(messages)
    .where(inArray(sql`split_part(${messages.businessKey}, ':', 2)`, applicationIds));
  for (const { id, subject, text } of about) {
    await tx.delete(messageAttachments).where(eq(messageAttachments.messageId, id));
    const words = {
      subject: subject && sealedMessage.subject.seal(id, gone),
      text: text && sealedMessage.text.seal(id, gone),
    };
    await tx
      .update(messages)
      .set({ recipient: gone, params: sealedMessage.params.seal(id, {} as never), error: null, ...words })
      .where(eq(messages.id, id));
  }
}

/** What is sealed in rows that never change is sealed anew, empty: the way that lets exactly the sealed columns through. */
async function eraseSealed(tx: Queryable, due: readonly Application[]): Promise<void> {
  await tx.execute(sql`set local buoni_spesa.resealing = 'on'`);
  for (const { id, form } of due) {
    // How many they were is counted; who they were is not.
    const empty =
      form && sealedForm.seal(id, { values: {} as never, members: form.members.map(() => ({}) as never) });
    await tx
      .update(applications)
      .set({ answers: sealedAnswers.seal(id, {}), form: empty })
      .where(eq(applications.id, id));
    await tx
      .update(annulments)
      .set({ reason: sealedAnnulment.seal(id, gone) })
      .where(and(eq(annulments.applicationId, id), sql`${annulments.reason} is not null`));
    await eraseRows(tx, id);
    await eraseControl(tx, id);
  }
  await tx.execute(sql`set local buoni_spesa.resealing = 'off'`);
}

async function eraseRows(tx: Queryable, applicationId: string): Promise<void> {
  for (const { id, reason } of await tx
    .select()
    .from(decisions)
    .where(eq(decisions.applicationId, applicationId)))
    await tx
      .update(decisions)
      .set({ evaluation: null, reason: reason && sealedDecision.reason.seal(id, gone) })
      .where(eq(decisions.id, id));
  for (const row of await tx.select().from(proposals).where(eq(proposals.applicationId, applicationId)))
    await tx
      .update(proposals)
      .set({
        evaluation: null,
        reason: row.reason && sealedProposal.reason.seal(row.id, gone),
        returnReason: row.returnReason && sealedProposal.returnReason.seal(row.id, gone),
      })
      .where(eq(proposals.id, row.id));
  for (const row of await tx
    .select()
    .from(citizenRequests)
    .where(eq(citizenRequests.applicationId, applicationId)))
    await tx
      .update(citizenRequests)
      .set({
        text: row.text && sealedRequest.text.seal(row.id, gone),
        draft: row.draft && sealedRequest.draft.seal(row.id, gone),
        answer: row.answer && sealedRequest.answer.seal(row.id, gone),
      })
      .where(eq(citizenRequests.id, row.id));
  for (const { id } of await tx.select().from(reviews).where(eq(reviews.applicationId, applicationId)))
    await tx
      .update(reviews)
      .set({ text: sealedReview.seal(id, gone) })
      .where(eq(reviews.id, id));
  for (const { id, found } of await tx
    .select()
    .from(inquiries)
    .where(eq(inquiries.applicationId, applicationId)))
    if (found)
      await tx
        .update(inquiries)
        .set({ found: sealedInquiry.seal(id, {} as never) })
        .where(eq(inquiries.id, id));
  const acts = await tx
    .select({ id: voucherActs.id, reason: voucherActs.reason })
    .from(voucherActs)
    .innerJoin(vouchers, eq(vouchers.id, voucherActs.voucherId))
    .where(eq(vouchers.applicationId, applicationId));
  for (const { id, reason } of acts)
    if (reason)
      await tx
        .update(voucherActs)
        .set({ reason: sealedVoucherAct.seal(id, gone) })
        .where(eq(voucherActs.id, id));
}

/** What was found by a control, and by whom, stays; in which words does not. */
async function eraseControl(tx: Queryable, applicationId: string): Promise<void> {
  for (const { declaration } of await tx
    .select({ declaration: checkOutcomes.declaration })
    .from(checkOutcomes)
    .where(eq(checkOutcomes.applicationId, applicationId)))
    await tx
      .update(checkOutcomes)
      .set({
        words: sealedCheckWords.seal(`${applicationId}/${declaration}`, { comparedWith: gone, note: gone }),
      })
      .where(and(eq(checkOutcomes.applicationId, applicationId), eq(checkOutcomes.declaration, declaration)));
  for (const { number } of await tx
    .select({ number: recoverySteps.number })
    .from(recoverySteps)
    .where(eq(recoverySteps.applicationId, applicationId)))
    await tx
      .update(recoverySteps)
      .set({ note: sealedRecoveryNote.seal(`${applicationId}/${number}`, gone) })
      .where(and(eq(recoverySteps.applicationId, applicationId), eq(recoverySteps.number, number)));
}

/** Whoever has no other application, and nothing under way, has no account any more. */
async function eraseAccounts(tx: Queryable, citizenIds: string[]): Promise<void> {
  for (const citizenId of citizenIds.toSorted()) {
    const others = and(eq(applications.citizenId, citizenId), isNull(applications.erasedAt));
    const [person] = await tx.select({ role: users.role }).from(users).where(eq(users.id, citizenId));
    if (person?.role !== 'cittadino' || (await tx.$count(applications, others)) > 0) continue;
    if (!(await somethingRuns(tx, citizenId))) await closeAccount(tx, citizenId);
  }
}
