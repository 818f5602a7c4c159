import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { drawOf } from '../../db/queries/draws';
import { registrations } from '../../db/schema/applications';
import { waitingList } from '../../db/schema/budget';
import { accounts } from '../../db/schema/ledger';
import { waitingPhase } from '../../domain/application/phase';
import type { Cents } from '../../domain/money';
import { figureIn } from '../../domain/draw';
import { isDrawn, placeBy } from '../../domain/programme/ranking';
import type { Actor } from '../../domain/roles';
import { ok, refused } from '../../domain/result';
import { move } from '../ledger';
import { holdFund } from '../programme/fund';
import { headOf, standsBefore } from '../programme/waiting-list';
import type { Outcome } from '../transaction';
import { recordEvent, type Case } from './case';
import { judged } from './evaluate';

/** An approval as the decision just written has it. */
interface Approval {
  decisionId: string;
  amountCents: Cents;
}

/**
 * Approves an application over the decision just written, in the caller's transaction: the amount leaves the fund for the
 * account of the voucher to come. Where the fund does not reach for it, or somebody who waits comes before it, the
 * application joins the programme's waiting list by the programme's rule. Last, since the fund is everybody's.
 *
 * Refusals: `act-not-allowed` (it may not be approved as it stands, or waits already), `programme-closed`,
 * `fund-exhausted` (there is no waiting list, or the amount is more than was ever allocated).
 */
export async function approveOrWait(
  tx: Queryable,
  held: Case,
  actor: Actor,
  { decisionId, amountCents }: Approval,
): Promise<Outcome<{ waits: boolean }>> {
  const { application, rules } = held;
  const { programmeId } = application;
  if (application.phase === waitingPhase) return refused({ code: 'act-not-allowed' });
  // Worked out before the fund is held, which everybody waits for.
  const claim = await claimOf(tx, held);
  const { balanceCents, closed } = await holdFund(tx, programmeId);
  if (closed) return refused({ code: 'programme-closed' });
  // The draw is made under the same lock: whoever joins after it stands where their ticket says.
  const draw = isDrawn(rules) ? await drawOf(tx, programmeId) : null;
  const awaited = draw !== null && draw.made === null;
  const place = {
    decisionId,
    applicationId: application.id,
    programmeId,
    amountCents,
    place: placeBy(rules.order ?? [], { ...claim, drawn: figureIn(draw?.made ?? null, claim.registration) }),
    registeredYear: claim.registration.year,
    registeredNumber: claim.registration.number,
  };

  const head = await headOf(tx, programmeId);
  const overtaken = head !== null && standsBefore(head, place, awaited);
  if (!overtaken && amountCents <= balanceCents) {
    const approved = await recordEvent(tx, application, actor, { kind: 'approved', decisionId, amountCents });
    if (!approved.ok) return approved;
    await issueFromFund(tx, programmeId, application.id, amountCents);
    return ok({ waits: false });
  }
  if (!rules.waitingList || amountCents > (await allocatedCents(tx, programmeId))) {
    return refused({ code: 'fund-exhausted', availableCents: overtaken ? 0 : balanceCents });
  }
  await tx.insert(waitingList).values(place);
  const listed = await recordEvent(tx, application, actor, { kind: 'wait-listed', decisionId, amountCents });
  return listed.ok ? ok({ waits: true }) : listed;
}

/** Commits an amount: it leaves the fund for the account of the voucher to come. */
export const issueFromFund = (
  tx: Queryable,
  programmeId: string,
  applicationId: string,
  amountCents: Cents,
): Promise<void> =>
  move(tx, {
    kind: 'issue',
    from: programmeId,
    to: applicationId,
    amountCents,
    businessKey: `issue:${applicationId}`,
  });

/** What gives an application its place in the programme's list, but for the draw. */
async function claimOf(tx: Queryable, held: Case) {
  const { application, rules } = held;
  const judgement = await judged(tx, held);
  const [registration] = await tx
    .select({ year: registrations.year, number: registrations.number })
    .from(registrations)
    .where(eq(registrations.applicationId, application.id));
  if (!judgement || !registration) throw new Error('an application is decided only once it is registered');
  const { facts, evaluation } = judgement;
  const { tier, totalPoints: points } = evaluation;
  const tiers = rules.tiers ?? [];
  const tierAt = tiers.findIndex(({ id }) => id === tier?.id);
  return { facts, points, tier: tierAt === -1 ? tiers.length : tierAt, registration };
}

/** All that was ever allocated to a programme, less what was taken back: what its treasury gave. */
async function allocatedCents(tx: Queryable, programmeId: string): Promise<Cents> {
  const [treasury] = await tx
    .select({ balanceCents: accounts.balanceCents })
    .from(accounts)
    .where(and(eq(accounts.kind, 'treasury'), eq(accounts.ownerId, programmeId)));
  return -(treasury?.balanceCents ?? 0);
}
