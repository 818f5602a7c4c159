import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { tickets } from '../../db/schema/tickets';
import { readAnswer } from '../../domain/application/answers';
import { ticketCodeLength } from '../../domain/code';
import type { FieldFault } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import { serviceLevel, ticketTerms, type ServiceLevel } from '../../domain/ticket/terms';
import { randomCode } from '../random-code';
import { transact, type Outcome } from '../transaction';
import { appendTicketEvent, ticketTextLimit, writeTicketMessage } from './case';

/** The manual's box (§ 3): Nominativo, Telefono, Mail, Motivo della richiesta. */
export interface TicketRequest {
  /** Chosen by the page that showed the box: sending it twice opens one ticket. */
  requestId: string;
  name: string;
  phone: string;
  email: string;
  reason: string;
  /** Path of the page it was opened from. */
  page: string | null;
  /** Who is signed in, if anybody. */
  userId: string | null;
}

/**
 * Opens a request for help, for anybody. The code and the link to follow it go by mail, from its workflow.
 *
 * Refusals: `invalid` with a fault for each field.
 */
export async function openTicket(
  db: Queryable,
  request: TicketRequest,
  level: ServiceLevel = serviceLevel,
): Promise<Outcome<{ code: string; secret: string }>> {
  const faults = faultsOf(request);
  if (faults.length > 0) return refused({ code: 'invalid', faults });
  return transact(db, async (tx) => {
    const earlier = await openedBy(tx, request);
    if (earlier) return ok(earlier);
    const terms = ticketTerms(level, await databaseNow(tx));
    const ticket = {
      id: request.requestId,
      code: randomCode(ticketCodeLength),
      secret: randomBytes(24).toString('base64url'),
    };
    const opened = await tx
      .insert(tickets)
      .values({
        ...ticket,
        userId: request.userId,
        name: request.name.trim(),
        phone: request.phone.trim(),
        email: request.email.trim(),
        page: request.page?.slice(0, 300) ?? null,
        status: 'aperta',
        eventNumber: 1,
        firstAnswerBy: new Date(terms.firstAnswerBy),
        resolveBy: new Date(terms.resolveBy),
      })
      .onConflictDoNothing({ target: tickets.id })
      .returning({ id: tickets.id });
    if (opened.length === 0) {
      const meanwhile = await openedBy(tx, request);
      return meanwhile ? ok(meanwhile) : refused({ code: 'not-found' });
    }
    await writeTicketMessage(tx, ticket.id, 'richiedente', request.userId, request.reason);
    await appendTicketEvent(tx, ticket.id, 1, { kind: 'requester' }, terms);
    return ok({ code: ticket.code, secret: ticket.secret });
  });
}

/** A ticket is given again only to the one who opened it: the id alone, with another mail, opens nothing. */
async function openedBy(tx: Queryable, { requestId, email }: TicketRequest) {
  const [ticket] = await tx
    .select({ code: tickets.code, secret: tickets.secret })
    .from(tickets)
    .where(and(eq(tickets.id, requestId), eq(tickets.email, email.trim())));
  return ticket ?? null;
}

/** The box as data: the domain's own kinds of field judge it. */
const fields = { name: 'text', phone: 'phone', email: 'email' } as const;

function faultsOf(request: TicketRequest): FieldFault[] {
  const faults = Object.entries(fields).flatMap(([field, kind]) => {
    const reading = readAnswer({ kind, required: true }, request[field as keyof typeof fields], '');
    return 'code' in reading ? [{ field, code: reading.code }] : [];
  });
  const reason = request.reason.trim();
  if (reason === '') return [...faults, { field: 'reason', code: 'required' }];
  return reason.length > ticketTextLimit ? [...faults, { field: 'reason', code: 'too-long' }] : faults;
}
