import { and, desc, eq, inArray, like, or, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { codeMessages } from '../../db/queries/voucher-file';
import { applications } from '../../db/schema/applications';
import { messages } from '../../db/schema/delivery';
import { accounts, vouchers } from '../../db/schema/ledger';
import { users } from '../../db/schema/people';
import { deskLooks, ticketLinks } from '../../db/schema/tickets';
import { storedUsername } from '../../domain/access';
import { normaliseCode } from '../../domain/code';
import type { MessageKind } from '../../domain/messages';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { endingLength, lookKinds, maskedMail, type Shown, type ShownMessage } from '../../domain/ticket/look';
import { maskedNumber } from '../../domain/voucher/acts';
import { standingOf } from '../../domain/voucher/status';
import { transact, type Outcome } from '../transaction';
import { holdForDesk, type OnTicket, type Ticket } from './case';

/**
 * Looks at the state of a voucher of the ticket's person, by its last letters, or of an access, by its username. What is
 * shown is what the actor may see; the look is recorded with it, whatever came of it.
 *
 * @param input.lookId chosen by the form: posted twice, it is one look
 *
 * Refusals: `not-found`, `invalid` (at `look`, `asked`).
 */
export function lookFor(
  db: Queryable,
  actor: Actor,
  input: OnTicket & { lookId: string; look: string; asked: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const held = await holdForDesk(tx, actor, input, 'ticket.look');
    if (!held.ok) return held;
    const { id: ticketId, actorId: userId } = held.value;
    const kind = lookKinds.find((each) => each === input.look);
    if (!kind) return refused(invalid('look', 'choice'));
    const asked = kind === 'voucher' ? normaliseCode(input.asked) : storedUsername(input.asked);
    if (asked === '') return refused(invalid('asked', 'required'));
    if (asked.length > 100) return refused(invalid('asked', 'too-long'));
    // More than the last letters is nobody's to type here: it would stand in the record.
    if (kind === 'voucher' && asked.length !== endingLength) return refused(invalid('asked', 'code-ending'));
    const shown =
      kind === 'voucher'
        ? await voucherShown(tx, held.value, asked, may(actor, 'ticket.look-balance', false))
        : await accessShown(tx, asked);
    await tx
      .insert(deskLooks)
      .values({ id: input.lookId, ticketId, userId, kind, asked, shown })
      .onConflictDoNothing();
    return ok(null);
  });
}

async function voucherShown(
  tx: Queryable,
  ticket: Ticket,
  ending: string,
  withBalance: boolean,
): Promise<Shown> {
  const citizens = await citizensOf(tx, ticket);
  if (citizens.length === 0) return { kind: 'nobody' };
  const [found] = await tx
    .select({ voucher: vouchers, balanceCents: accounts.balanceCents })
    .from(vouchers)
    .innerJoin(applications, eq(applications.id, vouchers.applicationId))
    .innerJoin(accounts, eq(accounts.id, vouchers.accountId))
    .where(and(inArray(applications.citizenId, citizens), like(vouchers.code, `%${ending}`)))
    .orderBy(desc(vouchers.issuedAt))
    .limit(1);
  if (!found) return { kind: 'nothing' };
  const { voucher, balanceCents } = found;
  const [sms] = await codeMessages(tx, voucher.applicationId);
  return {
    kind: 'voucher',
    standing: standingOf(voucher, await databaseNow(tx)),
    expiresAt: voucher.expiresAt.toISOString(),
    balanceCents: withBalance ? balanceCents : null,
    sms: sms
      ? {
          status: sms.status,
          at: (sms.sentAt ?? sms.queuedAt).toISOString(),
          to: maskedNumber(sms.recipient),
        }
      : null,
  };
}

/** Whose vouchers a ticket may be about: who opened it signed in, and whose application it is linked to. */
async function citizensOf(tx: Queryable, { id, userId }: Ticket): Promise<string[]> {
  const linked = await tx
    .select({ citizenId: applications.citizenId })
    .from(ticketLinks)
    .leftJoin(vouchers, and(eq(ticketLinks.kind, 'voucher'), eq(vouchers.id, ticketLinks.targetId)))
    .innerJoin(
      applications,
      or(
        and(eq(ticketLinks.kind, 'application'), eq(applications.id, ticketLinks.targetId)),
        eq(applications.id, vouchers.applicationId),
      ),
    )
    .where(eq(ticketLinks.ticketId, id));
  return [...new Set([...(userId === null ? [] : [userId]), ...linked.map(({ citizenId }) => citizenId)])];
}

const accessMails = ['credentials', 'password-recovery'] as const satisfies MessageKind[];

async function accessShown(tx: Queryable, username: string): Promise<Shown> {
  const [user] = await tx.select().from(users).where(eq(users.username, username));
  if (!user) return { kind: 'nothing' };
  const [mail] = await tx
    .select()
    .from(messages)
    .where(
      and(
        inArray(messages.kind, [...accessMails]),
        eq(sql`lower(${messages.recipient})`, user.email.toLowerCase()),
      ),
    )
    .orderBy(desc(messages.createdAt))
    .limit(1);
  const usable = user.mustChangePassword ? 'must-change' : 'usable';
  return { kind: 'access', state: user.active ? usable : 'suspended', mail: mail ? shownMail(mail) : null };
}

const shownMail = ({ status, sentAt, createdAt, recipient }: typeof messages.$inferSelect): ShownMessage => ({
  status,
  at: (sentAt ?? createdAt).toISOString(),
  to: maskedMail(recipient),
});
