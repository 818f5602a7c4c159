import { and, asc, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTicket } from '../../../commands/ticket/answer';
import { askRequester } from '../../../commands/ticket/ask';
import { assignTicket, takeNextTicket } from '../../../commands/ticket/assign';
import { writeCannedAnswer } from '../../../commands/ticket/canned-answers';
import { classifyTicket } from '../../../commands/ticket/classify';
import { escalateLate, escalateTicket } from '../../../commands/ticket/escalate';
import { linkTicket } from '../../../commands/ticket/link';
import { mergeTicket } from '../../../commands/ticket/merge';
import { noteTicket } from '../../../commands/ticket/note';
import { openTicket, type TicketRequest } from '../../../commands/ticket/open';
import { replyToTicket } from '../../../commands/ticket/reply';
import { resolveTicket } from '../../../commands/ticket/resolve';
import type { Outcome } from '../../../commands/transaction';
import { cannedAnswersOf, ticketNotesOn, ticketTies } from '../../../db/queries/tickets/desk';
import { ticketByCode } from '../../../db/queries/tickets/file';
import { queueCounts, ticketQueue } from '../../../db/queries/tickets/queue';
import { serviceReport } from '../../../db/queries/tickets/report';
import { registrations } from '../../../db/schema/applications';
import { users } from '../../../db/schema/people';
import { ticketEvents, tickets } from '../../../db/schema/tickets';
import { roles, type Actor } from '../../../domain/roles';
import { filledIn } from '../../../domain/ticket/canned';
import { ticketRules } from '../../support/desk';
import { atOnce, tally } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued } from '../../support/voucher';

let town: Town;
let desk: User;
let colleague: User;
let head: User;

beforeAll(async () => {
  town = await openTown(20);
  [desk, colleague, head] = [
    await town.user('supporto'),
    await town.user('supporto'),
    await town.user('responsabile'),
  ];
});
afterAll(() => town.close());

interface Opened {
  ticketId: string;
  code: string;
  secret: string;
}

async function opened(changes: Partial<TicketRequest> = {}): Promise<Opened> {
  const requestId = newId();
  const request: TicketRequest = {
    requestId,
    name: 'Algeri Luigi',
    phone: '067916780',
    email: `${requestId}@example.org`,
    reason: 'Non trovo il codice.',
    page: null,
    userId: null,
    ...changes,
  };
  return { ticketId: request.requestId, ...done(await openTicket(town.db, request)) };
}

const rowOf = async ({ code }: Opened) => (await ticketByCode(town.db, code))?.ticket;

const usernameOf = async ({ id }: User) =>
  (await town.db.select().from(users).where(eq(users.id, id)))[0]?.username ?? '';

const eventsOf = async ({ ticketId }: Opened) => {
  const rows = await town.db
    .select()
    .from(ticketEvents)
    .where(eq(ticketEvents.ticketId, ticketId))
    .orderBy(asc(ticketEvents.number));
  return rows.map(({ kind }) => kind);
};

const refusedWith = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
const fault = (field: string, code: string) => ({
  ok: false,
  error: { code: 'invalid', faults: [expect.objectContaining({ field, code })] },
});

/** Every act of the desk on a ticket, as a page posts it. */
const acts: Record<string, (ticket: Opened, actor: Actor, seen?: number) => Promise<Outcome<unknown>>> = {
  answer: ({ code }, actor, seen) => answerTicket(town.db, actor, { code, seen, text: 'Ecco' }),
  ask: ({ code }, actor, seen) => askRequester(town.db, actor, { code, seen, text: 'Quale?' }),
  assign: async ({ code }, actor, seen) =>
    assignTicket(town.db, actor, { code, seen, assignee: await usernameOf(colleague) }),
  classify: ({ code }, actor, seen) =>
    classifyTicket(town.db, actor, { code, seen, category: 'buono', priority: 'alta' }),
  escalate: ({ code }, actor, seen) => escalateTicket(town.db, actor, { code, seen }),
  resolve: ({ code }, actor, seen) => resolveTicket(town.db, actor, { code, seen }),
  note: ({ code }, actor) => noteTicket(town.db, actor, { code, noteId: newId(), text: 'Richiamare' }),
  link: ({ code }, actor) => linkTicket(town.db, actor, { code, link: 'ticket', target: 'ZZZZZZZZ' }),
  merge: ({ code }, actor, seen) => mergeTicket(town.db, actor, { code, seen, into: 'ZZZZZZZZ' }),
};

const onPage = ['answer', 'ask', 'assign', 'classify', 'escalate', 'resolve'];

describe('an act of the desk', () => {
  it.each(Object.keys(acts))(
    '%s, is the desk’s alone: to anybody else the ticket does not exist',
    async (act) => {
      const ticket = await opened();
      const others = roles.filter((role) => !['supporto', 'responsabile', 'esercente'].includes(role));
      const actors = await Promise.all(others.map((role) => town.user(role)));
      for (const actor of [(await town.shop()).cashier, ...actors])
        expect(await acts[act]?.(ticket, actor)).toEqual(refusedWith('not-found'));
      expect(await eventsOf(ticket)).toEqual(['opened']);
      const nowhere = { ...ticket, code: 'ZZZZZZZZ' };
      expect(await acts[act]?.(nowhere, desk)).toEqual(refusedWith('not-found'));
    },
  );

  it.each(onPage)('%s, is refused on a page that something has happened since', async (act) => {
    const ticket = await opened();
    done(await replyToTicket(town.db, ticket, { code: ticket.code, text: 'Aggiungo…' }));
    expect(await acts[act]?.(ticket, desk, 1)).toEqual(refusedWith('changed-meanwhile'));
    expect(await eventsOf(ticket)).toEqual(['opened', 'replied']);
    done((await acts[act]?.(ticket, desk, 2)) ?? { ok: true, value: null });
  });

  it.each(['assign', 'classify', 'escalate'])('%s, done twice is done once', async (act) => {
    const ticket = await opened();
    for (let click = 0; click < 2; click++)
      done((await acts[act]?.(ticket, desk, 1)) ?? { ok: true, value: null });
    expect(await eventsOf(ticket)).toHaveLength(2);
  });

  it('with words, posted twice, is one message', async () => {
    const ticket = await opened();
    const [messageId, noteId] = [newId(), newId()];
    const post = { code: ticket.code, seen: 1, messageId, text: 'Ecco.' };
    for (let click = 0; click < 2; click++) done(await answerTicket(town.db, desk, post));
    const note = { code: ticket.code, noteId, text: 'Richiamare.' };
    for (let click = 0; click < 2; click++) done(await noteTicket(town.db, desk, note));
    expect(await eventsOf(ticket)).toEqual(['opened', 'answered', 'noted']);
    expect((await ticketByCode(town.db, ticket.code))?.conversation).toHaveLength(2);
  });
});

describe('a question to the person', () => {
  it('stops the clock until the reply, which is in the desk’s hands again', async () => {
    const ticket = await opened();
    const rules = ticketRules();
    done(await askRequester(town.db, desk, { code: ticket.code, text: 'Quale?' }, rules));
    expect(await rowOf(ticket)).toMatchObject({
      status: 'in attesa di risposta',
      dueAt: null,
      firstAnsweredAt: expect.any(Date),
      closesAt: expect.any(Date),
      assigneeId: desk.id,
    });
    done(await replyToTicket(town.db, ticket, { code: ticket.code, text: 'Quella.' }, rules));
    const row = await rowOf(ticket);
    expect(row).toMatchObject({ status: 'in lavorazione', pausedAt: null, closesAt: null });
    expect(row?.dueAt).toEqual(row?.resolveBy);
  });
});

describe('a note', () => {
  it('is read by the desk and never stands in the conversation', async () => {
    const ticket = await opened();
    done(
      await noteTicket(town.db, desk, { code: ticket.code, noteId: newId(), text: 'Sembra un doppione.' }),
    );
    expect(await ticketNotesOn(town.db, ticket.ticketId)).toMatchObject([{ body: 'Sembra un doppione.' }]);
    expect(JSON.stringify(await ticketByCode(town.db, ticket.code))).not.toContain('doppione');
  });
});

describe('taking the next one', () => {
  it('gives ten who ask at once ten different ones, what breaches first before the others', async () => {
    await town.db.update(tickets).set({ assigneeId: desk.id });
    const waiting = [];
    for (let count = 0; count < 12; count++) waiting.push(await opened());
    const [first] = waiting;
    done(
      await classifyTicket(town.db, desk, {
        code: waiting[7]?.code ?? '',
        category: 'buono',
        priority: 'alta',
      }),
    );
    expect(done(await takeNextTicket(town.db, desk))).toEqual({ code: waiting[7]?.code });
    expect(done(await takeNextTicket(town.db, colleague))).toEqual({ code: first?.code });
    const taken = (await atOnce(10, (index) => takeNextTicket(town.db, index % 2 ? desk : colleague))).map(
      done,
    );
    expect(new Set(taken.map((each) => each?.code)).size).toBe(10);
    expect(done(await takeNextTicket(town.db, desk))).toBeNull();
    expect(done(await takeNextTicket(town.db, head))).toBeNull();
  });

  it('is of one’s own level', async () => {
    const ticket = await opened();
    done(await escalateTicket(town.db, desk, ticket));
    expect(done(await takeNextTicket(town.db, desk))).toBeNull();
    expect(done(await takeNextTicket(town.db, head))).toEqual({ code: ticket.code });
  });

  it('puts nothing into the hands of who is not of the desk', async () => {
    const ticket = await opened();
    const assignee = await usernameOf(await town.user('operatore'));
    expect(await assignTicket(town.db, desk, { code: ticket.code, assignee })).toEqual(
      fault('assignee', 'choice'),
    );
    expect(await takeNextTicket(town.db, await town.user('operatore'))).toEqual(refusedWith('forbidden'));
  });
});

describe('the next level', () => {
  it('has a late ticket in nobody’s hands, once, however often the workflow asks', async () => {
    const ticket = await opened();
    done(await assignTicket(town.db, desk, { code: ticket.code, assignee: await usernameOf(desk) }));
    const outcomes = await atOnce(5, () => escalateLate(town.db, ticket));
    expect(tally(outcomes).done).toBe(5);
    expect(await rowOf(ticket)).toMatchObject({ level: 'responsabile', assigneeId: null });
    expect(await eventsOf(ticket)).toEqual(['opened', 'assigned', 'escalated']);
  });

  it('is not troubled with what was settled meanwhile', async () => {
    const ticket = await opened();
    done(await resolveTicket(town.db, desk, ticket));
    done(await escalateLate(town.db, ticket));
    expect((await rowOf(ticket))?.level).toBe('sportello');
  });

  it('leaves a ticket to the responsabile who has it already', async () => {
    const ticket = await opened();
    done(await assignTicket(town.db, head, { code: ticket.code, assignee: await usernameOf(head) }));
    done(await escalateLate(town.db, ticket));
    expect((await rowOf(ticket))?.assigneeId).toBe(head.id);
  });
});

describe('a duplicate', () => {
  it('ends, and goes on in the other one of the same person', async () => {
    const email = `luigi.${newId()}@example.org`;
    const [one, other] = [await opened({ email }), await opened({ email: email.toUpperCase() })];
    for (let click = 0; click < 2; click++)
      done(await mergeTicket(town.db, desk, { code: one.code, into: other.code }));
    expect(await rowOf(one)).toMatchObject({ status: 'unita', mergedInto: other.ticketId, dueAt: null });
    expect(await eventsOf(one)).toEqual(['opened', 'merged']);
    expect(await eventsOf(other)).toEqual(['opened', 'absorbed']);
    expect(await ticketTies(town.db, other.ticketId)).toMatchObject({ merged: [one.code], into: null });
    expect(await ticketTies(town.db, one.ticketId)).toMatchObject({ merged: [], into: other.code });
    const late = await replyToTicket(town.db, one, { code: one.code, text: 'Ancora io' });
    expect(late).toEqual(refusedWith('act-not-allowed'));
  });

  it('of somebody else is no duplicate: nobody reads another’s words', async () => {
    const [citizen, stranger] = [await town.user('cittadino'), await town.user('cittadino')];
    const email = `luigi.${newId()}@example.org`;
    const mine = await opened({ userId: citizen.id, email });
    for (const other of [
      await opened(),
      await opened({ userId: stranger.id, email }),
      await opened({ email }),
    ])
      expect(await mergeTicket(town.db, desk, { code: mine.code, into: other.code })).toEqual(
        fault('into', 'other-requester'),
      );
    expect(await eventsOf(mine)).toEqual(['opened']);
  });

  it.each([
    ['itself', (one: Opened) => one.code],
    ['nothing', () => 'ZZZZZZZZ'],
    ['no code', () => ''],
  ])('is not merged into %s', async (_, into) => {
    const one = await opened();
    expect(await mergeTicket(town.db, desk, { code: one.code, into: into(one) })).toEqual(
      fault('into', 'ticket'),
    );
  });

  it('goes one way when two merge it both ways at once', async () => {
    const email = `luigi.${newId()}@example.org`;
    const [one, other] = [await opened({ email }), await opened({ email })];
    const outcomes = await Promise.all([
      mergeTicket(town.db, desk, { code: one.code, into: other.code }),
      mergeTicket(town.db, colleague, { code: other.code, into: one.code }),
    ]);
    expect(tally(outcomes).done).toBe(1);
  });
});

describe('a link', () => {
  it('ties a ticket to an application, a voucher and another ticket, each once', async () => {
    const operator = await town.user('operatore');
    const { slug } = await town.programme();
    const { applicationId, code: voucher } = await issued(town, operator, slug);
    const [registration] = await town.db
      .select()
      .from(registrations)
      .where(eq(registrations.applicationId, applicationId));
    const [one, other] = [await opened(), await opened()];
    const link = (kind: string, target: string) =>
      linkTicket(town.db, desk, { code: one.code, link: kind, target });
    for (let click = 0; click < 2; click++) {
      done(await link('application', `${registration?.number}/${registration?.year}`));
      done(await link('voucher', voucher));
      done(await link('ticket', other.code.toLowerCase()));
    }
    expect(await eventsOf(one)).toEqual(['opened', 'linked', 'linked', 'linked']);
    const { linked } = await ticketTies(town.db, one.ticketId);
    expect(linked.map(({ kind }) => kind)).toEqual(['application', 'voucher', 'ticket']);
    expect(await link('application', '999999/2020')).toEqual(fault('target', 'link-target'));
    expect(await link('application', "1' or '1'='1")).toEqual(fault('target', 'link-target'));
    expect(await link('ticket', one.code)).toEqual(fault('target', 'link-target'));
    expect(await link('house', 'x')).toEqual(fault('link', 'choice'));
  });

  it('is made at once to the own application help was asked from, never to another’s', async () => {
    const [citizen, stranger] = [await town.user('cittadino'), await town.user('cittadino')];
    const { slug } = await town.programme();
    const applicationId = await town.submitted(citizen, slug);
    const page = `/domande/${applicationId}/ricevuta`;
    const mine = await ticketTies(town.db, (await opened({ page, userId: citizen.id })).ticketId);
    expect(mine.linked).toMatchObject([{ kind: 'application', targetId: applicationId }]);
    for (const userId of [stranger.id, null])
      expect((await ticketTies(town.db, (await opened({ page, userId })).ticketId)).linked).toEqual([]);
    expect((await rowOf(await opened({ page: `/domande/nuova/${slug}` })))?.programmeId).not.toBeNull();
  });
});

describe('the queue', () => {
  it('has what breaches first on top, and is narrowed and searched', async () => {
    const [calm, urgent] = [await opened({ name: 'Zoe 100%' }), await opened()];
    done(await classifyTicket(town.db, desk, { code: urgent.code, category: 'buono', priority: 'alta' }));
    const codes = (await ticketQueue(town.db)).map(({ ticket }) => ticket.code);
    expect(codes.indexOf(urgent.code)).toBeLessThan(codes.indexOf(calm.code));
    const found = async (filters: Parameters<typeof ticketQueue>[1]) =>
      (await ticketQueue(town.db, filters)).map(({ ticket }) => ticket.code);
    expect(await found({ text: '100%' })).toEqual([calm.code]);
    expect(await found({ text: calm.code.slice(0, 6).toLowerCase() })).toContain(calm.code);
    expect(await found({ text: `${calm.ticketId}@EXAMPLE` })).toEqual([calm.code]);
    expect(await found({ text: '___' })).toEqual([]);
    expect(await found({ category: 'buono' })).toContain(urgent.code);
    expect(await found({ level: 'responsabile' })).not.toContain(urgent.code);
    expect(await found({ assigneeId: null })).toContain(calm.code);
    done(await assignTicket(town.db, desk, { code: calm.code, assignee: await usernameOf(desk) }));
    expect(await found({ assigneeId: desk.id, text: 'Zoe' })).toEqual([calm.code]);
    done(await resolveTicket(town.db, desk, calm));
    expect(await found({ text: 'Zoe' })).toEqual([]);
    expect(await found({ text: 'Zoe', status: 'tutte' })).toEqual([calm.code]);
    expect(await queueCounts(town.db, { text: 'Zoe' }, new Date())).toMatchObject({
      toDo: 0,
      all: 1,
      late: 0,
    });
  });
});

describe('the report', () => {
  it('tells percentiles and shares by month and class, duplicates left out', async () => {
    const category = 'dati personali';
    const all = [];
    for (let count = 0; count < 4; count++)
      all.push(await opened({ category, email: 'rapporto@example.org' }));
    const [one, two, three, duplicate] = all as [Opened, Opened, Opened, Opened];
    done(await mergeTicket(town.db, desk, { code: duplicate.code, into: one.code }));
    for (const [ticket, minutes] of [
      [one, 10],
      [two, 30],
    ] as const)
      await town.db
        .update(tickets)
        .set({ firstAnsweredAt: new Date(), firstAnswerMinutes: minutes })
        .where(eq(tickets.id, ticket.ticketId));
    // The third one is late and has no answer.
    const past = new Date(Date.now() - 1000);
    await town.db
      .update(tickets)
      .set({ firstAnswerBy: past, dueAt: past })
      .where(and(eq(tickets.id, three.ticketId)));
    const rows = (await serviceReport(town.db, 2)).filter((row) => row.category === category);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.opened).toBe(3);
    expect(rows[0]?.firstAnswer).toMatchObject({ reached: 2, p50: 20 });
    expect(rows[0]?.firstAnswer.p90).toBeCloseTo(28);
    expect(rows[0]?.firstAnswer.withinTerm).toBeCloseTo(2 / 3);
    expect(rows[0]?.resolution).toEqual({ reached: 0, p50: null, p90: null, withinTerm: null });
  });
});

describe('canned answers', () => {
  const wording = {
    version: 0,
    title: 'Saluto',
    text: 'Ciao {nome}, la richiesta {codice} è qui.',
    active: true,
  };

  it('are there from the beginning, are written once by two clicks, and never over a colleague’s', async () => {
    expect((await cannedAnswersOf(town.db)).length).toBeGreaterThan(0);
    const id = newId();
    for (let click = 0; click < 2; click++) done(await writeCannedAnswer(town.db, desk, { id, ...wording }));
    done(await writeCannedAnswer(town.db, colleague, { id, ...wording, version: 1, title: 'Saluti' }));
    expect(await writeCannedAnswer(town.db, desk, { id, ...wording, version: 1, title: 'Ciao' })).toEqual(
      refusedWith('stale-version'),
    );
    done(await writeCannedAnswer(town.db, desk, { id, ...wording, version: 2, active: false }));
    expect((await cannedAnswersOf(town.db)).map((each) => each.id)).not.toContain(id);
    expect((await cannedAnswersOf(town.db, { all: true })).map((each) => each.id)).toContain(id);
  });

  it.each([
    ['title', { title: ' ' }, 'required'],
    ['title', { title: 'x'.repeat(101) }, 'too-long'],
    ['text', { text: '' }, 'required'],
    ['text', { text: 'x'.repeat(5_001) }, 'too-long'],
  ])('need a %s', async (field, changes, code) => {
    expect(await writeCannedAnswer(town.db, desk, { id: newId(), ...wording, ...changes })).toEqual(
      fault(field, code),
    );
  });

  it('are the desk’s alone', async () => {
    const operator = await town.user('operatore');
    expect(await writeCannedAnswer(town.db, operator, { id: newId(), ...wording })).toEqual(
      refusedWith('not-found'),
    );
  });

  it('are filled in as they stand, whatever the name is', () => {
    expect(filledIn('{nome} {codice}', { name: '$& {codice}', code: 'ABCD2345' })).toBe(
      '$& ABCD2345 ABCD2345',
    );
  });
});
