import { and, count, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications, parkedAnswers } from '../../db/schema/applications';
import { attachments } from '../../db/schema/attachments';
import { vouchers } from '../../db/schema/ledger';
import { identities } from '../../db/schema/identities';
import { ownDataRequests } from '../../db/schema/own-data';
import { users } from '../../db/schema/people';
import { tickets } from '../../db/schema/tickets';
import { sealedAnswers } from '../../db/sealing/columns';
import { addErased, nothingErased } from '../../domain/own-data/retention';
import { ok, refused } from '../../domain/result';
import { system } from '../../domain/roles';
import { forgetFactors } from '../access/forget-factors';
import { closeApplication } from '../application/close';
import { removeAll } from '../attachment/remove';
import { transact, type Outcome } from '../transaction';
import { holdRequest, recordOwnDataEvent } from './case';
import { isHeld } from './decide';

/**
 * Carries out an erasure that was granted, as far as nothing under way needs the data: drafts, documents of applications
 * that gave no benefit, the contacts of closed requests for help; the account when nothing of the person runs any more.
 * What was registered, paid and decided stays by law. Again goes on from where it was, or changes nothing.
 *
 * @returns whether all is done; otherwise it is to be tried again later
 *
 * Refusals: `not-found`, `act-not-allowed` (nothing was granted).
 */
export async function performErasure(
  db: Queryable,
  { requestId }: { requestId: string },
): Promise<Outcome<{ done: boolean }>> {
  return transact<{ done: boolean }>(db, async (tx) => {
    const held = await holdRequest(tx, requestId);
    if (!held) return refused({ code: 'not-found' });
    if (held.status === 'eseguita') return ok({ done: true });
    if (held.kind !== 'erasure' || held.outcome !== 'accolta') return refused({ code: 'act-not-allowed' });
    if (await isHeld(tx, held.citizenId)) return ok({ done: false });
    const erased = addErased(held.erased ?? nothingErased, {
      drafts: await eraseDrafts(tx, held.citizenId),
      attachments: await eraseDocuments(tx, held.citizenId),
      tickets: await eraseTickets(tx, held.citizenId),
      account: 0,
    });
    if (await somethingRuns(tx, held.citizenId)) {
      await tx.update(ownDataRequests).set({ erased }).where(eq(ownDataRequests.id, requestId));
      return ok({ done: false });
    }
    await closeAccount(tx, held.citizenId);
    const recorded = await recordOwnDataEvent(
      tx,
      held,
      system,
      { kind: 'performed' },
      { erased: { ...erased, account: 1 } },
    );
    return recorded.ok ? ok({ done: true }) : recorded;
  });
}

/** Empties what was typed and never sent, and discards it. */
async function eraseDrafts(tx: Queryable, citizenId: string): Promise<number> {
  const found = await tx
    .select({ id: applications.id, status: applications.status, answers: applications.answers })
    .from(applications)
    .where(
      and(
        eq(applications.citizenId, citizenId),
        isNull(applications.form),
        inArray(applications.status, ['bozza', 'annullata']),
      ),
    )
    .orderBy(applications.id)
    .for('update');
  const unsent = found.filter(({ id, answers }) => Object.keys(sealedAnswers.open(id, answers)).length > 0);
  for (const { id, status } of unsent) {
    await tx.delete(parkedAnswers).where(eq(parkedAnswers.applicationId, id));
    await tx
      .update(applications)
      .set({ answers: sealedAnswers.seal(id, {}) })
      .where(eq(applications.id, id));
    if (status !== 'bozza') continue;
    const closed = await closeApplication(tx, system, { applicationId: id, as: 'discarded' });
    if (!closed.ok) throw new Error('a draft cannot be discarded');
  }
  return unsent.length;
}

/** Documents of applications that gave no benefit and may be asked about no more: withdrawn, annulled, rejected for good. */
async function eraseDocuments(tx: Queryable, citizenId: string): Promise<number> {
  const ended = await tx
    .select({ id: applications.id, documents: count(attachments.id) })
    .from(applications)
    .innerJoin(attachments, eq(attachments.applicationId, applications.id))
    .leftJoin(vouchers, eq(vouchers.applicationId, applications.id))
    .where(and(eq(applications.citizenId, citizenId), isNull(vouchers.id), endedForGood))
    .groupBy(applications.id);
  for (const { id } of ended) await removeAll(tx, id);
  return ended.reduce((sum, { documents }) => sum + documents, 0);
}

/** A rejection may be asked to be looked at again until its last day. */
const endedForGood = or(
  eq(applications.status, 'annullata'),
  and(
    eq(applications.status, 'respinta'),
    sql`not exists (select from decisions d
      where d.application_id = ${applications.id} and d.review_until > clock_timestamp())`,
  ),
);

/** Name and contacts of requests for help that are closed; what was said stays with the office's work. */
async function eraseTickets(tx: Queryable, citizenId: string): Promise<number> {
  const erased = await tx
    .update(tickets)
    .set({ name: '—', phone: '', email: '' })
    .where(
      and(eq(tickets.userId, citizenId), inArray(tickets.status, ['chiusa', 'unita']), ne(tickets.email, '')),
    )
    .returning({ id: tickets.id });
  return erased.length;
}

/** Whether the office still owes the person something, or the person the office, or may still use or ask something. */
export async function somethingRuns(tx: Queryable, citizenId: string): Promise<boolean> {
  const [running] = await tx
    .select({ id: applications.id })
    .from(applications)
    .leftJoin(vouchers, eq(vouchers.applicationId, applications.id))
    .where(
      and(
        eq(applications.citizenId, citizenId),
        or(
          inArray(applications.status, ['bozza', 'presentata']),
          inArray(vouchers.status, ['attivo', 'bloccato']),
          and(eq(applications.status, 'approvata'), isNull(vouchers.id)),
          and(eq(applications.status, 'respinta'), sql`not ${endedForGood}`),
          sql`recovery_open(${applications.id})`,
        ),
      ),
    )
    .limit(1);
  const [open] = await tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.userId, citizenId), sql`${tickets.status} not in ('chiusa', 'unita')`))
    .limit(1);
  return running !== undefined || open !== undefined;
}

/**
 * Ends the account: nobody signs in with it any more, and nothing in it says how to reach the person. Who never sent an
 * application leaves no name either; of others the name stands in what was registered.
 */
export async function closeAccount(tx: Queryable, citizenId: string): Promise<void> {
  const [sent] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        eq(applications.citizenId, citizenId),
        sql`${applications.form} is not null`,
        isNull(applications.erasedAt),
      ),
    )
    .limit(1);
  const contacts = { phone: null, mobile: null, province: null, postalCode: null, address: null, email: '' };
  const name = { familyName: '—', givenName: '—', fiscalCode: null, birthDate: null };
  await tx
    .update(users)
    .set({
      ...contacts,
      ...(sent ? {} : name),
      username: `cancellato-${citizenId}`,
      passwordHash: '',
      active: false,
      sessionVersion: sql`${users.sessionVersion} + 1`,
    })
    .where(eq(users.id, citizenId));
  await forgetFactors(tx, citizenId);
  await tx.delete(identities).where(eq(identities.userId, citizenId));
}
