import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestRecovery } from '../../commands/access/recovery';
import { answerTicket } from '../../commands/ticket/answer';
import { openTicket } from '../../commands/ticket/open';
import { resolveTicket } from '../../commands/ticket/resolve';
import { messages } from '../../db/schema/delivery';
import { users } from '../../db/schema/people';
import { tickets } from '../../db/schema/tickets';
import type { ServiceLevel } from '../../domain/ticket/terms';
import { eventually, startEngine, type Engine } from '../support/engine';
import { keepHistory } from '../support/histories';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let engine: Engine;
let desk: User;

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url);
  desk = await town.user('supporto');
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

const opened = async (level: ServiceLevel): Promise<{ id: string; code: string }> => {
  const requestId = newId();
  const request = {
    name: 'Luigi Algeri',
    phone: '067916780',
    email: 'luigi@example.org',
    reason: 'Non entro',
  };
  const { code } = done(
    await openTicket(town.db, { ...request, requestId, page: '/accedi', userId: null }, level),
  );
  return { id: requestId, code };
};

const told = (about: string, kind: string) =>
  eventually(
    async () => {
      const rows = await town.db
        .select()
        .from(messages)
        .where(eq(messages.kind, kind as never));
      return rows.find(({ businessKey }) => businessKey.includes(about)) ?? null;
    },
    (message) => message?.status === 'inviato',
  );

describe('a request for help', () => {
  it('mails its code, tells of the answer, and closes after the silence', async () => {
    const level = { firstAnswer: 'P2D', resolution: 'P5D', silence: 'PT1S' };
    const { id, code } = await opened(level);
    expect((await told(id, 'ticket-opened'))?.text).toContain(`/assistenza/${code}?chiave=`);
    done(await answerTicket(town.db, desk, { code, text: 'Prova così.' }));
    await told(id, 'ticket-answered');
    done(await resolveTicket(town.db, desk, { code }, level));
    const handle = await engine.handle('ticket', id);
    await handle.result();
    const [ticket] = await town.db.select().from(tickets).where(eq(tickets.id, id));
    expect(ticket?.status).toBe('chiusa');
    await keepHistory('ticket-answered', handle);
  });

  it('chases the desk when the first answer is late', async () => {
    const { id, code } = await opened({ firstAnswer: 'PT1S', resolution: 'P5D', silence: 'P7D' });
    expect((await told(id, 'ticket-overdue'))?.text).toContain(code);
    await keepHistory('ticket-overdue', await engine.handle('ticket', id));
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
