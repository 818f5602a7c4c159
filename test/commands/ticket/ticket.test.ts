import { asc, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTicket } from '../../../commands/ticket/answer';
import { askRequester } from '../../../commands/ticket/ask';
import { escalateLate } from '../../../commands/ticket/escalate';
import { noticeTicket } from '../../../commands/ticket/notice';
import { openTicket, type TicketRequest } from '../../../commands/ticket/open';
import { replyToTicket } from '../../../commands/ticket/reply';
import { closeTicket, resolveTicket } from '../../../commands/ticket/resolve';
import { messages, outbox } from '../../../db/schema/delivery';
import { users } from '../../../db/schema/people';
import { ticketEvents, ticketMessages, tickets } from '../../../db/schema/tickets';
import { openMessageRow, sealedTicketMessage } from '../../../db/sealing/columns';
import type { TicketNotice } from '../../../domain/notices';
import { roles, system, type Actor } from '../../../domain/roles';
import type { TicketEventKind } from '../../../domain/ticket/status';
import { ticketRules } from '../../support/desk';
import { atOnce, tally } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let desk: User;

beforeAll(async () => {
  town = await openTown(20);
  desk = await town.user('supporto');
});
afterAll(() => town.close());

/** Everybody writes from a mail address of their own: how often one may write is tested apart. */
const request = (changes: Partial<TicketRequest> = {}): TicketRequest => ({
  requestId: newId(),
  name: 'Algeri Luigi',
  phone: '067916780',
  email: `luigi.${newId()}@example.org`,
  reason: 'Non trovo il codice del buono.',
  page: '/domande',
  userId: null,
  ...changes,
});

interface Opened {
  ticketId: string;
  code: string;
  secret: string;
}

async function opened(changes: Partial<TicketRequest> = {}): Promise<Opened> {
  const asked = request(changes);
  return { ticketId: asked.requestId, ...done(await openTicket(town.db, asked)) };
}

const answer = ({ code }: Opened, actor: Actor = desk, text = 'È nella domanda, sotto Valutazioni.') =>
  answerTicket(town.db, actor, { code, text });
const reply = ({ code, secret }: Opened, text = 'Grazie, trovato.') =>
  replyToTicket(town.db, { secret }, { code, text });
// Closed as soon as it is silent, so that nothing has to be waited for.
const rules = ticketRules({ silence: 'PT0S' });
const resolve = ({ code }: Opened, actor: Actor = desk) => resolveTicket(town.db, actor, { code }, rules);
const close = ({ ticketId }: Opened) => closeTicket(town.db, { ticketId });

async function rowOf({ ticketId }: Opened) {
  const [row] = await town.db.select().from(tickets).where(eq(tickets.id, ticketId));
  return row;
}

async function historyOf({ ticketId }: Opened): Promise<TicketEventKind[]> {
  const events = await town.db
    .select()
    .from(ticketEvents)
    .where(eq(ticketEvents.ticketId, ticketId))
    .orderBy(asc(ticketEvents.number));
  expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 1));
  const told = await town.db.select().from(outbox).where(eq(outbox.businessId, ticketId));
  expect(told.toSorted((one, other) => one.number - other.number).map(({ event }) => event)).toEqual(
    events.map(({ payload }) => payload),
  );
  return events.map(({ kind }) => kind);
}

const textsOf = async ({ ticketId }: Opened) => {
  const rows = await town.db
    .select()
    .from(ticketMessages)
    .where(eq(ticketMessages.ticketId, ticketId))
    .orderBy(asc(ticketMessages.at));
  return rows.map(({ id, author, body }) => [author, sealedTicketMessage.open(id, body)]);
};

const refusedWith = (code: string) => ({ ok: false, error: { code } });

describe('opening a request for help', () => {
  it('gives a code and a secret link, to anybody', async () => {
    const ticket = await opened();
    expect(ticket.code).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
    expect(Buffer.from(ticket.secret, 'base64url')).toHaveLength(24);
    expect(await rowOf(ticket)).toMatchObject({
      status: 'aperta',
      name: 'Algeri Luigi',
      phone: '067916780',
      page: '/domande',
      userId: null,
      category: 'altro',
      priority: 'normale',
      level: 'sportello',
      assigneeId: null,
    });
    expect(await textsOf(ticket)).toEqual([['richiedente', 'Non trovo il codice del buono.']]);
    expect(await historyOf(ticket)).toEqual(['opened']);
  });

  it('sent again opens nothing more, ten times at once neither', async () => {
    const asked = request();
    const answers = (await atOnce(10, () => openTicket(town.db, asked))).map(done);
    answers.push(done(await openTicket(town.db, asked)));
    expect(new Set(answers.map(({ code, secret }) => `${code} ${secret}`)).size).toBe(1);
    const ticket = { ticketId: asked.requestId, code: '', secret: '' };
    expect(await textsOf(ticket)).toHaveLength(1);
    expect(await historyOf(ticket)).toEqual(['opened']);
  });

  it('with the id of somebody else’s request tells nothing of it', async () => {
    const { ticketId } = await opened();
    const asked = request({ requestId: ticketId, email: 'altri@example.org' });
    expect(await openTicket(town.db, asked)).toEqual(refusedWith('not-found'));
  });

  it.each([
    ['name', '  ', 'required'],
    ['name', 'x'.repeat(201), 'too-long'],
    ['phone', '', 'required'],
    ['phone', 'casa', 'phone'],
    ['email', '', 'required'],
    ['email', 'luigi@example.org\nBcc: tutti@example.org', 'email'],
    ['name', 'Luigi\r\nBcc: tutti@example.org', 'characters'],
    ['name', 'Luigi\0', 'characters'],
    ['reason', ' \n ', 'required'],
    ['reason', 'x'.repeat(5_001), 'too-long'],
  ])('with %s %j is refused as %s, and nothing is opened', async (field, text, code) => {
    const asked = request({ [field]: text });
    expect(await openTicket(town.db, asked)).toEqual({
      ok: false,
      error: { code: 'invalid', faults: [expect.objectContaining({ field, code })] },
    });
    expect(await rowOf({ ticketId: asked.requestId, code: '', secret: '' })).toBeUndefined();
  });

  it('names every field at fault', async () => {
    const asked = request({ name: '', phone: '', email: '', reason: '' });
    expect(await openTicket(town.db, asked)).toMatchObject({
      error: { faults: ['name', 'phone', 'email', 'reason'].map((field) => ({ field, code: 'required' })) },
    });
  });
});

describe('the life of a request for help', () => {
  it('goes from the answer to the silence that closes it', async () => {
    const ticket = await opened();
    done(await answer(ticket));
    expect((await rowOf(ticket))?.status).toBe('in lavorazione');
    done(await reply(ticket));
    done(await resolve(ticket));
    expect((await rowOf(ticket))?.status).toBe('risolta');
    done(await close(ticket));
    done(await close(ticket));
    expect((await rowOf(ticket))?.status).toBe('chiusa');
    expect(await historyOf(ticket)).toEqual(['opened', 'answered', 'replied', 'resolved', 'closed']);
    expect(await textsOf(ticket)).toEqual([
      ['richiedente', 'Non trovo il codice del buono.'],
      ['supporto', 'È nella domanda, sotto Valutazioni.'],
      ['richiedente', 'Grazie, trovato.'],
    ]);
  });

  it('is reopened by a reply, and then does not close', async () => {
    const ticket = await opened();
    done(await resolve(ticket));
    done(await reply(ticket, 'Non funziona ancora.'));
    expect((await rowOf(ticket))?.status).toBe('in lavorazione');
    done(await close(ticket));
    expect((await rowOf(ticket))?.status).toBe('in lavorazione');
    expect(await historyOf(ticket)).toEqual(['opened', 'resolved', 'replied']);
  });

  it('is reopened by a reply for a while after it was closed', async () => {
    const ticket = await opened();
    done(await resolve(ticket));
    done(await close(ticket));
    done(await reply(ticket, 'È successo di nuovo.'));
    expect(await rowOf(ticket)).toMatchObject({ status: 'in lavorazione', reopenBy: null, resolvedAt: null });
    expect(await historyOf(ticket)).toEqual(['opened', 'resolved', 'closed', 'replied']);
  });

  it('is not closed before its day', async () => {
    const ticket = await opened();
    done(await resolveTicket(town.db, desk, { code: ticket.code }));
    expect(await close(ticket)).toEqual(refusedWith('act-not-allowed'));
    expect((await rowOf(ticket))?.status).toBe('risolta');
  });

  it('ends when its last day has passed: no word is added', async () => {
    const ticket = await opened();
    done(await resolve(ticket));
    done(await closeTicket(town.db, ticket, ticketRules({ reopening: 'PT0S' })));
    const texts = await textsOf(ticket);
    expect(await answer(ticket)).toEqual(refusedWith('act-not-allowed'));
    expect(await reply(ticket)).toEqual(refusedWith('act-not-allowed'));
    expect(await resolve(ticket)).toEqual(refusedWith('act-not-allowed'));
    expect(await textsOf(ticket)).toEqual(texts);
  });

  it('is resolved once by ten clicks', async () => {
    const ticket = await opened();
    const outcomes = await atOnce(10, () => resolve(ticket));
    expect(tally(outcomes)).toEqual({
      done: 1,
      refusals: Array.from({ length: 9 }, () => 'act-not-allowed'),
    });
    expect(await historyOf(ticket)).toEqual(['opened', 'resolved']);
  });

  it('keeps every word written at once', async () => {
    const ticket = await opened();
    const outcomes = await Promise.all([
      ...Array.from({ length: 5 }, (_, index) => answer(ticket, desk, `Risposta ${index}`)),
      ...Array.from({ length: 5 }, (_, index) => reply(ticket, `Replica ${index}`)),
    ]);
    expect(tally(outcomes).done).toBe(10);
    expect(await textsOf(ticket)).toHaveLength(11);
    expect(await historyOf(ticket)).toHaveLength(11);
  });

  it('waits, when resolved, as long as the service level says', async () => {
    const ticket = await opened();
    done(await resolveTicket(town.db, desk, { code: ticket.code }, ticketRules({ silence: 'PT3H' })));
    const [event] = await town.db
      .select()
      .from(ticketEvents)
      .where(eq(ticketEvents.ticketId, ticket.ticketId))
      .orderBy(asc(ticketEvents.number))
      .offset(1);
    const closesAt = event?.payload.kind === 'resolved' ? new Date(event.payload.closesAt) : new Date(0);
    const hours = (closesAt.getTime() - Date.now()) / 3_600_000;
    expect(Math.abs(hours - 3)).toBeLessThan(0.1);
  });
});

describe('who may write in a request for help', () => {
  it('is the desk and who answers for the office, nobody else by role', async () => {
    const ticket = await opened();
    const { cashier } = await town.shop();
    const others: Actor[] = [cashier, system];
    for (const role of roles)
      if (!['esercente', 'supporto', 'responsabile'].includes(role)) others.push(await town.user(role));
    for (const actor of others) {
      expect(await answer(ticket, actor)).toEqual(refusedWith('not-found'));
      expect(await resolve(ticket, actor)).toEqual(refusedWith('not-found'));
    }
    expect(await historyOf(ticket)).toEqual(['opened']);
  });

  it.each([
    ['an empty secret', () => ''],
    ['another ticket’s secret', (_: string, other: string) => other],
    ['part of the secret', (secret: string) => secret.slice(0, -1)],
    ['more than the secret', (secret: string) => `${secret}x`],
    ['the secret in other case', (secret: string) => secret.toUpperCase()],
    ['a secret of as many letters but more bytes', (secret: string) => `${secret.slice(0, -1)}é`],
  ])('is not who comes with %s', async (_, secretOf) => {
    const [ticket, other] = [await opened(), await opened()];
    expect(await reply({ ...ticket, secret: secretOf(ticket.secret, other.secret) })).toEqual(
      refusedWith('not-found'),
    );
    expect(await textsOf(ticket)).toHaveLength(1);
  });

  it('is the user who opened it, without the secret; no other user', async () => {
    const [owner, other] = [await town.user('cittadino'), await town.user('cittadino')];
    const [mine, anonymous] = [await opened({ userId: owner.id }), await opened()];
    const replyAs = (userId: string, { code }: Opened) =>
      replyToTicket(town.db, { userId }, { code, text: 'Ancora io' });
    done(await replyAs(owner.id, mine));
    expect(await replyAs(other.id, mine)).toEqual(refusedWith('not-found'));
    expect(await replyAs(owner.id, anonymous)).toEqual(refusedWith('not-found'));
  });

  it.each([
    ['', 'required'],
    ['  \n', 'required'],
    ['x'.repeat(5_001), 'too-long'],
  ])('writes something: %j is refused as %s', async (text, code) => {
    const ticket = await opened();
    const refusal = {
      ok: false,
      error: { code: 'invalid', faults: [expect.objectContaining({ field: 'text', code })] },
    };
    expect(await reply(ticket, text)).toMatchObject(refusal);
    expect(await answer(ticket, desk, text)).toMatchObject(refusal);
    expect(await historyOf(ticket)).toEqual(['opened']);
  });

  it('finds nothing under a code there is not', async () => {
    const nowhere = { ...(await opened()), code: 'ZZZZZZZZ', ticketId: newId() };
    expect(await answer(nowhere)).toEqual(refusedWith('not-found'));
    expect(await reply(nowhere)).toEqual(refusedWith('not-found'));
    expect(await resolve(nowhere)).toEqual(refusedWith('not-found'));
    expect(await close(nowhere)).toEqual(refusedWith('not-found'));
  });
});

describe('the notices of a request for help', () => {
  it.each([
    ['ticket-opened', 'requester'],
    ['ticket-answered', 'requester'],
    ['ticket-resolved', 'requester'],
    ['ticket-overdue', 'assistenza@example.org'],
  ] as const)('%s goes to %s, once for each occasion', async (notice, to) => {
    const { ticketId, code, secret } = await opened();
    const tell = (occasion: string) =>
      noticeTicket(town.db, { ticketId, notice, occasion, deskMail: 'assistenza@example.org' });
    const sent = (await atOnce(5, () => tell('event-1'))).map(done);
    sent.push(done(await tell('event-1')));
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(done(await tell('event-2'))).not.toEqual(sent[0]);
    const message = await messageOf(sent[0]?.messageId);
    const recipient = to === 'requester' ? (await rowOf({ ticketId, code, secret }))?.email : to;
    expect(message).toMatchObject({ kind: notice, channel: 'email', recipient, status: 'in coda' });
    expect(message?.params).toMatchObject(
      to === 'requester' ? { name: 'Algeri Luigi', code, secret } : { code },
    );
  });

  it('about terms go to the responsabile once it is theirs, and tell the desk no name and no secret', async () => {
    const head = await town.user('responsabile');
    const ticket = await opened();
    done(await escalateLate(town.db, ticket));
    for (const notice of ['ticket-at-risk', 'ticket-overdue', 'ticket-escalated'] as const) {
      const told = { ticketId: ticket.ticketId, notice, occasion: '1', deskMail: 'assistenza@example.org' };
      const message = await messageOf(done(await noticeTicket(town.db, told)).messageId);
      expect(message?.recipient).toBe(`persona${await numberOf(head)}@example.org`);
      expect(JSON.stringify(message?.params)).not.toContain(ticket.secret);
      expect(JSON.stringify(message?.params)).not.toContain('Algeri');
    }
  });

  it('of a silence tell its day, and are not told once there is none', async () => {
    const ticket = await opened();
    const told = (notice: TicketNotice) =>
      noticeTicket(town.db, { ticketId: ticket.ticketId, notice, occasion: '1', deskMail: 'd@example.org' });
    expect(await told('ticket-closing-soon')).toEqual(refusedWith('act-not-allowed'));
    done(await askRequester(town.db, desk, { code: ticket.code, text: 'Quale username?' }));
    const message = await messageOf(done(await told('ticket-waiting')).messageId);
    expect(message?.params).toMatchObject({ closesOn: expect.stringMatching(/^\d\d\/\d\d\/\d{4}$/) });
    expect(await told('ticket-merged')).toEqual(refusedWith('act-not-allowed'));
  });
});

async function messageOf(id: string | undefined) {
  const [message] = await town.db
    .select()
    .from(messages)
    .where(eq(messages.id, id ?? ''));
  return message && openMessageRow(message);
}

async function numberOf({ id }: User): Promise<string> {
  const [user] = await town.db.select().from(users).where(eq(users.id, id));
  return user?.username.replace('persona', '') ?? '';
}
