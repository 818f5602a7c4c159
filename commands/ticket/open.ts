import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { pageContext } from '../../db/queries/tickets/context';
import { ticketLinks, tickets } from '../../db/schema/tickets';
import { readAnswer } from '../../domain/application/answers';
import { ticketCodeLength } from '../../domain/code';
import type { FieldFault } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { errorCodeOf } from '../../domain/ticket/error-code';
import { termsOf } from '../../domain/ticket/clock';
import { ticketCategories, type DeskRules, type TicketCategory } from '../../domain/ticket/service-levels';
import { randomCode } from '../random-code';
import { countRequest } from '../limits/requests';
import { transact, type Outcome } from '../transaction';
import { appendTicketEvent, readText, writeTicketMessage } from './case';
import { deskRules } from './desk-rules';

/** The manual's box (§ 3): Nominativo, Telefono, Mail, Motivo della richiesta. */
export interface TicketRequest {
  /** Chosen by the page that showed the box: sending it twice opens one ticket. */
  requestId: string;
  name: string;
  phone: string;
  email: string;
  reason: string;
  /** What it is about; whoever does not know leaves it to the desk. */
  category?: string;
  /** Path of the page it was opened from. */
  page: string | null;
  /** Code of the error they were shown there; anything else is dropped. */
  errorCode?: string | null;
  /** Who is signed in, if anybody. */
  userId: string | null;
  /** Network address it comes from; it is counted, never kept. */
  address?: string | null;
}

/**
 * Opens a request for help, for anybody. The code and the link to follow it go by mail, from its workflow. Opened from an
 * application of whoever is signed in, it is linked to it.
 *
 * Refusals: `invalid` with a fault for each field; `too-many-requests`.
 */
export async function openTicket(
  db: Queryable,
  request: TicketRequest,
  rules: DeskRules = deskRules,
): Promise<Outcome<{ code: string; secret: string }>> {
  const faults = faultsOf(request);
  if (faults.length > 0) return refused({ code: 'invalid', faults });
  const earlier = await openedBy(db, request);
  if (earlier) return ok(earlier);
  const counted = await countOpening(db, request);
  if (!counted.ok) return counted;
  return transact(db, (tx) => open(tx, request, rules));
}

async function open(
  tx: Queryable,
  request: TicketRequest,
  rules: DeskRules,
): Promise<Outcome<{ code: string; secret: string }>> {
  const now = await databaseNow(tx);
  const category = categoryOf(request);
  const terms = termsOf(rules, {
    createdAt: now,
    category,
    priority: 'normale',
    pausedAt: null,
    pausedMs: 0,
  });
  const context = await pageContext(tx, request.page, request.userId);
  const ticket = {
    id: request.requestId,
    code: randomCode(ticketCodeLength),
    secret: randomBytes(24).toString('base64url'),
  };
  const firstAnswerBy = new Date(terms.firstAnswer.by);
  const opened = await tx
    .insert(tickets)
    .values({
      ...ticket,
      userId: request.userId,
      name: request.name.trim(),
      phone: request.phone.trim(),
      email: request.email.trim(),
      page: request.page?.slice(0, 300) ?? null,
      errorCode: errorCodeOf(request.errorCode ?? ''),
      status: 'aperta',
      eventNumber: 1,
      category,
      programmeId: context.programmeId,
      createdAt: now,
      firstAnswerBy,
      dueAt: firstAnswerBy,
      resolveBy: new Date(terms.resolution.by),
    })
    .onConflictDoNothing({ target: tickets.id })
    .returning({ id: tickets.id });
  if (opened.length === 0) {
    const meanwhile = await openedBy(tx, request);
    return meanwhile ? ok(meanwhile) : refused({ code: 'not-found' });
  }
  const written = await writeTicketMessage(tx, {
    ticketId: ticket.id,
    author: 'richiedente',
    authorId: request.userId,
    text: request.reason,
  });
  if (!written.ok) return written;
  if (context.applicationId !== null) {
    await tx
      .insert(ticketLinks)
      .values({ ticketId: ticket.id, kind: 'application', targetId: context.applicationId });
  }
  await appendTicketEvent(
    tx,
    ticket.id,
    1,
    { kind: 'requester' },
    { kind: 'opened', firstAnswerBy: terms.firstAnswer.by, resolveBy: terms.resolution.by, terms },
  );
  return ok({ code: ticket.code, secret: ticket.secret });
}

/** A ticket is given again only to the one who opened it: the id alone, with another mail, opens nothing. */
async function openedBy(tx: Queryable, { requestId, email }: TicketRequest) {
  const [ticket] = await tx
    .select({ code: tickets.code, secret: tickets.secret })
    .from(tickets)
    .where(and(eq(tickets.id, requestId), eq(tickets.email, email.trim())));
  return ticket ?? null;
}

async function countOpening(db: Queryable, { address = null, email }: TicketRequest): Promise<Outcome<null>> {
  const byAddress = await countRequest(db, 'ticket-address', address);
  return byAddress.ok ? countRequest(db, 'ticket-mail', email.trim()) : byAddress;
}

const categoryOf = ({ category }: TicketRequest): TicketCategory =>
  ticketCategories.find((each) => each === category) ?? 'altro';

/** The box as data: the domain's own kinds of field judge it. */
const fields = { name: 'text', phone: 'phone', email: 'email' } as const;

/** What ends a line of a mail's head, and any other sign that nobody's name is written with. */
const unwritten = /\p{Cc}/u;

function faultsOf(request: TicketRequest): FieldFault[] {
  const faults = Object.entries(fields).flatMap(([field, kind]) => {
    const typed = request[field as keyof typeof fields];
    const reading = readAnswer({ kind, required: true }, typed, '');
    if ('code' in reading) return [{ field, code: reading.code }];
    return unwritten.test(typed.trim()) ? [{ field, code: 'characters' }] : [];
  });
  const reason = readText('reason', request.reason);
  return !reason.ok && 'faults' in reason.error ? [...faults, ...reason.error.faults] : faults;
}
