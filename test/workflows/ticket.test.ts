import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestRecovery } from '../../commands/access/recovery';
import { answerTicket } from '../../commands/ticket/answer';
import { askRequester } from '../../commands/ticket/ask';
import { attachToTicket } from '../../commands/ticket/attach';
import { mergeTicket } from '../../commands/ticket/merge';
import { openTicket } from '../../commands/ticket/open';
import { noteTicket } from '../../commands/ticket/note';
import { replyToTicket } from '../../commands/ticket/reply';
import { resolveTicket } from '../../commands/ticket/resolve';
import { messages, outbox } from '../../db/schema/delivery';
import { users } from '../../db/schema/people';
import { ticketFile } from '../../db/queries/tickets/file';
import { ticketFiles, tickets } from '../../db/schema/tickets';
import { loadPastTickets } from '../../scripts/demo/tickets';
import { ticketRules } from '../support/desk';
import { openMessageRow } from '../../db/sealing/columns';
import type { DeskRules } from '../../domain/ticket/service-levels';
import { readHere } from '../support/attach';
import { eventually, startEngine, type Engine } from '../support/engine';
import { photograph } from '../support/file-samples';
import { keepHistory } from '../support/histories';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let engine: Engine;
let desk: User;
let head: User;

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url);
  desk = await town.user('supporto');
  head = await town.user('responsabile');
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

const opened = async (rules: DeskRules): Promise<{ id: string; code: string }> => {
  const requestId = newId();
  const request = {
    name: 'Luigi Algeri',
    phone: '067916780',
    email: 'luigi@example.org',
    reason: 'Non entro',
  };
  const { code } = done(
    await openTicket(town.db, { ...request, requestId, page: '/accedi', userId: null }, rules),
  );
  return { id: requestId, code };
};

/** Everything that happened to a ticket is known to its workflow: a history kept now ends where a task of it has. */
const delivered = (id: string) =>
  eventually(
    () => town.db.select().from(outbox).where(eq(outbox.businessId, id)),
    (rows) => rows.length === 0,
  );

const secretOf = async (id: string) => (await statusOf(id))?.secret ?? '';

const mailOf = async ({ id }: User) => (await town.db.select().from(users).where(eq(users.id, id)))[0]?.email;

const messagesOf = async (about: string) => {
  const rows = await town.db.select().from(messages);
  return rows.filter(({ businessKey }) => businessKey.includes(about)).map(({ kind }) => kind);
};

const told = (about: string, kind: string) =>
  eventually(
    async () => {
      const rows = await town.db
        .select()
        .from(messages)
        .where(eq(messages.kind, kind as never));
      const found = rows.find(({ businessKey }) => businessKey.includes(about));
      return found ? openMessageRow(found) : null;
    },
    (message) => message?.status === 'inviato',
  );

const statusOf = async (id: string) => {
  const [ticket] = await town.db.select().from(tickets).where(eq(tickets.id, id));
  return ticket;
};

describe('a request for help', () => {
  it('mails its code, tells of the answer, and closes after the silence', async () => {
    const rules = ticketRules({ silence: 'PT1S' });
    const { id, code } = await opened(rules);
    expect((await told(id, 'ticket-opened'))?.text).toContain(`/assistenza/${code}?chiave=`);
    done(await answerTicket(town.db, desk, { code, text: 'Prova così.' }));
    await told(id, 'ticket-answered');
    done(await resolveTicket(town.db, desk, { code }, rules));
    await eventually(
      () => statusOf(id),
      (ticket) => ticket?.status === 'chiusa',
    );
    const handle = await engine.handle('ticket', id);
    await delivered(id);
    await keepHistory('ticket-supported-closed', handle);
    done(await replyToTicket(town.db, { secret: await secretOf(id) }, { code, text: 'Non va ancora.' }));
    await eventually(
      () => statusOf(id),
      (ticket) => ticket?.status === 'in lavorazione',
    );
    done(await resolveTicket(town.db, desk, { code }, rules));
    await eventually(
      () => statusOf(id),
      (ticket) => ticket?.status === 'chiusa',
    );
    await delivered(id);
    await keepHistory('ticket-supported-reopened', handle);
  });

  it('warns the desk, chases it, and goes to the responsabile when the first answer is late', async () => {
    // The warning after a second and a half, the term after two.
    const { id, code } = await opened(ticketRules({}, { firstAnswer: 2 / 60, resolution: 600 }));
    expect((await told(id, 'ticket-at-risk'))?.text).toContain(code);
    const late = await told(id, 'ticket-overdue');
    expect(late).toMatchObject({ recipient: 'assistenza@example.org' });
    const handed = await told(id, 'ticket-escalated');
    expect(handed?.recipient).toBe(await mailOf(head));
    expect(await statusOf(id)).toMatchObject({ level: 'responsabile', assigneeId: null, status: 'aperta' });
    await delivered(id);
    await keepHistory('ticket-supported-escalated', await engine.handle('ticket', id));
  });

  it('stands still while the person is waited for, reminds them, and closes when they say nothing', async () => {
    const rules = ticketRules(
      { patience: 'PT3S', reminder: 'PT2S' },
      { firstAnswer: 60, resolution: 4 / 60 },
    );
    const { id, code } = await opened(rules);
    done(await askRequester(town.db, desk, { code, text: 'Quale username?' }, rules));
    await told(id, 'ticket-waiting');
    await told(id, 'ticket-closing-soon');
    await eventually(
      () => statusOf(id),
      (ticket) => ticket?.status === 'chiusa',
    );
    const kinds = await messagesOf(id);
    // Its term would have passed in the meantime, had it run.
    expect(kinds).not.toContain('ticket-overdue');
    expect(kinds).not.toContain('ticket-at-risk');
    await delivered(id);
    await keepHistory('ticket-supported-silent', await engine.handle('ticket', id));
  });

  it('runs on with what was left of its term when the person replies', async () => {
    const rules = ticketRules({}, { firstAnswer: 60, resolution: 3 / 60 });
    const { id, code } = await opened(rules);
    done(await askRequester(town.db, desk, { code, text: 'Quale username?' }, rules));
    await told(id, 'ticket-waiting');
    const secret = await secretOf(id);
    done(await replyToTicket(town.db, { secret }, { code, text: 'l.giallo' }, rules));
    await told(id, 'ticket-overdue');
    expect(await messagesOf(id)).toContain('ticket-at-risk');
    await delivered(id);
    await keepHistory('ticket-supported-resumed', await engine.handle('ticket', id));
  });

  it('inspects a file that comes with it; the clean copy is given, what is none is dropped', async () => {
    const { id, code } = await opened(ticketRules());
    const [good, bad] = [newId(), newId()];
    const send = async (fileId: string, fileName: string, bytes: Buffer) =>
      done(await attachToTicket(town.db, { secret: await secretOf(id) }, { code, fileId, fileName, bytes }));
    await send(good, 'foto.jpg', await photograph());
    await send(bad, 'programma.pdf', Buffer.from('MZ not a document'));
    const files = await eventually(
      () => town.db.select().from(ticketFiles).where(eq(ticketFiles.ticketId, id)),
      (rows) => rows.every(({ status }) => status !== 'in controllo'),
      40_000,
    );
    expect(files.find((file) => file.id === good)).toMatchObject({
      status: 'accettato',
      mediaType: 'image/jpeg',
    });
    expect(files.find((file) => file.id === bad)).toMatchObject({ status: 'rifiutato', refusal: 'type' });
    expect(await ticketFile(town.db, id, good)).toMatchObject({ id: good });
    expect((await readHere(town.db, good))?.includes('Telefono')).toBe(false);
    expect(await ticketFile(town.db, id, bad)).toBeNull();
    await delivered(id);
    await keepHistory('ticket-supported-attached', await engine.handle('ticket', id));
  });

  it('ends when it is merged into another, and its person is told which', async () => {
    const rules = ticketRules();
    const [one, other] = [await opened(rules), await opened(rules)];
    done(await mergeTicket(town.db, desk, { code: one.code, into: other.code }));
    expect((await told(one.id, 'ticket-merged'))?.text).toContain(`/assistenza/${other.code}?chiave=`);
    const handle = await engine.handle('ticket', one.id);
    await handle.result();
    await keepHistory('ticket-supported-merged', handle);
  });

  it('ends at once where something is written on a ticket that was over before the engine knew of it', async () => {
    await loadPastTickets(town.db, desk, new Date());
    const [past] = await town.db.select().from(tickets).where(eq(tickets.email, 'passato0@example.org'));
    const [id, code] = [past?.id ?? '', past?.code ?? ''];
    done(await noteTicket(town.db, desk, { code, noteId: newId(), text: 'Ha richiamato.' }));
    await delivered(id);
    const handle = await engine.handle('ticket', id);
    await handle.result();
    // Nobody is told anything of what happened long ago.
    expect(await messagesOf(id)).toEqual([]);
    await keepHistory('ticket-supported-noted-when-over', handle);
  });
});

describe('a message of its own', () => {
  it('is delivered: a link to choose a new password', async () => {
    const { id } = await town.user('cittadino');
    const [user] = await town.db.select().from(users).where(eq(users.id, id));
    done(await requestRecovery(town.db, { username: user?.username ?? '' }));
    const message = await told('password-recovery', 'password-recovery');
    expect(message?.text).toContain('/recupera-password/');
    const handle = await engine.handle('message', message?.id ?? '');
    await handle.result();
    await keepHistory('message-delivered', handle);
  });
});
