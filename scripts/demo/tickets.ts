import { randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { deskRules } from '../../commands/ticket/desk-rules';
import { randomCode } from '../../commands/random-code';
import type { Queryable } from '../../db/client';
import { ticketEvents, ticketMessages, tickets } from '../../db/schema/tickets';
import { sealedTicketMessage } from '../../db/sealing/columns';
import { after, before } from '../../domain/calendar';
import { ticketCodeLength } from '../../domain/code';
import { officeTimeAfter, type OfficeMinutes } from '../../domain/office-hours';
import { silenceFrom, termsOf } from '../../domain/ticket/clock';
import { progress, type TicketStanding } from '../../domain/ticket/progress';
import type { TicketCategory } from '../../domain/ticket/service-levels';
import type { TicketEvent } from '../../domain/ticket/status';

interface PastTicket {
  category: TicketCategory;
  daysAgo: number;
  reason: string;
  answer: string;
  /** In minutes of the desk's hours. */
  answered: OfficeMinutes;
  resolved: OfficeMinutes;
}

/** Requests of the last months, most settled in time and some too late, so that the report has something to draw. */
const past: readonly PastTicket[] = [
  asked('accesso', 84, [35, 120], 'Non ricordo la password.', 'Le abbiamo mandato un link nuovo.'),
  asked('domanda', 80, [150, 600], 'Come allego l’ISEE?', 'Dalla sezione Allegati, anche con una foto.'),
  asked('buono', 77, [300, 900], 'Il codice non è arrivato.', 'Il numero era sbagliato: l’abbiamo corretto.'),
  asked('altro', 73, [420, 800], 'Quando apre il bando dell’asilo?', 'Il bando apre a settembre.'),
  asked(
    'cassa ed esercenti',
    66,
    [20, 60],
    'La cassa non legge il codice.',
    'Ora la cassa è di nuovo attiva.',
  ),
  asked('accesso', 61, [90, 400], 'Lo username non va.', 'Lo username è scritto nella prima mail.'),
  asked('domanda', 54, [400, 1_500], 'Ho sbagliato un dato.', 'Può ritirare la domanda e rifarla.'),
  asked('dati personali', 52, [900, 4_600], 'Vorrei una copia dei miei dati.', 'La copia è in allegato.'),
  asked('buono', 47, [70, 240], 'Quanto resta sul buono?', 'Il saldo è nella pagina della domanda.'),
  asked('buono', 45, [110, 460], 'Il negozio non accetta il buono.', 'Il negozio ora lo accetta di nuovo.'),
  asked('accesso', 40, [25, 90], 'Non arriva la mail.', 'Era nella posta indesiderata.'),
  asked('altro', 36, [200, 700], 'Siete aperti il sabato?', 'No, dal lunedì al venerdì.'),
  asked('cassa ed esercenti', 31, [130, 700], 'Come si storna una spesa?', 'Dai movimenti, entro un giorno.'),
  asked('domanda', 27, [60, 300], 'A che punto è la domanda?', 'Lo vede nella pagina della domanda.'),
  asked('domanda', 23, [210, 980], 'Manca un componente del nucleo.', 'L’abbiamo chiesto all’ufficio.'),
  asked('accesso', 21, [15, 45], 'La password è scaduta.', 'Ora può sceglierne una nuova.'),
  asked('buono', 18, [160, 640], 'Il buono risulta sospeso.', 'Il buono è di nuovo attivo.'),
  asked('altro', 16, [100, 500], 'Dove sono i negozi?', 'L’elenco è nella pagina Esercenti.'),
];

function asked(
  category: TicketCategory,
  daysAgo: number,
  [answered, resolved]: [OfficeMinutes, OfficeMinutes],
  reason: string,
  answer: string,
): PastTicket {
  return { category, daysAgo, answered, resolved, reason, answer };
}

/**
 * Tickets that were asked, answered, resolved and closed before the demo began. They are history: no workflow follows them and
 * nobody is told of them.
 */
export async function loadPastTickets(tx: Queryable, desk: { id: string }, now: Date): Promise<void> {
  for (const [index, ticket] of past.entries()) await write(tx, desk, lived(ticket, now), ticket, index);
}

type Step = { at: Date; event: TicketEvent };

/** The life of a ticket, as the desk's own rules reckon it. */
function lived({ category, daysAgo, answered, resolved }: PastTicket, now: Date) {
  const { calendar } = deskRules;
  const createdAt = officeTimeAfter(calendar, before(now, `P${daysAgo}D`), 20);
  const terms = termsOf(deskRules, { createdAt, category, priority: 'normale', pausedAt: null, pausedMs: 0 });
  const firstAnswerBy = new Date(terms.firstAnswer.by);
  const resolvedAt = officeTimeAfter(calendar, createdAt, resolved);
  const silence = silenceFrom(deskRules, resolvedAt);
  const steps: Step[] = [
    {
      at: officeTimeAfter(calendar, createdAt, answered),
      event: { kind: 'answered', messageId: newId() },
    },
    { at: resolvedAt, event: { kind: 'resolved', ...silence } },
    { at: after(resolvedAt, deskRules.silence), event: { kind: 'closed' } },
  ];
  const opened: Step = {
    at: createdAt,
    event: { kind: 'opened', firstAnswerBy: terms.firstAnswer.by, resolveBy: terms.resolution.by, terms },
  };
  const beginning: TicketStanding = {
    status: 'aperta',
    createdAt,
    category,
    priority: 'normale',
    pausedAt: null,
    pausedMs: 0,
    firstAnswerBy,
    resolveBy: new Date(terms.resolution.by),
    firstAnsweredAt: null,
    firstAnswerMinutes: null,
    resolvedAt: null,
    resolutionMinutes: null,
    dueAt: firstAnswerBy,
    closesAt: null,
    reopenBy: null,
  };
  const standing = steps.reduce((so, { event, at }) => {
    const next = progress(deskRules, so, event, at);
    if (next === null) throw new Error(`the demo's ticket takes no ${event.kind}`);
    return next.standing;
  }, beginning);
  return { standing, steps: [opened, ...steps] };
}

async function write(
  tx: Queryable,
  desk: { id: string },
  { standing, steps }: ReturnType<typeof lived>,
  { reason, answer }: PastTicket,
  index: number,
): Promise<void> {
  const ticketId = newId();
  await tx.insert(tickets).values({
    ...standing,
    id: ticketId,
    code: randomCode(ticketCodeLength),
    secret: randomBytes(24).toString('base64url'),
    name: 'Persona della demo',
    phone: '070123456',
    email: `passato${index}@example.org`,
    page: '/',
    eventNumber: steps.length,
    assigneeId: desk.id,
  });
  for (const [before, { at, event }] of steps.entries()) {
    const byDesk = event.kind === 'answered' || event.kind === 'resolved';
    await tx.insert(ticketEvents).values({
      ticketId,
      number: before + 1,
      kind: event.kind,
      payload: event,
      actorKind: byDesk ? 'user' : event.kind === 'opened' ? 'requester' : 'system',
      actorId: byDesk ? desk.id : null,
      at,
    });
    if (event.kind === 'opened') {
      const id = newId();
      const body = sealedTicketMessage.seal(id, reason);
      await tx.insert(ticketMessages).values({ id, ticketId, author: 'richiedente', body, at });
    }
    if (event.kind === 'answered') {
      await tx.insert(ticketMessages).values({
        id: event.messageId,
        ticketId,
        author: 'supporto',
        authorId: desk.id,
        body: sealedTicketMessage.seal(event.messageId, answer),
        at,
      });
    }
  }
}
