import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordEnd, recordTry } from '../../commands/message/deliver';
import { handleMessage, repeatMessage } from '../../commands/message/follow-up';
import { postMessage } from '../../commands/message/queue';
import { openTicket } from '../../commands/ticket/open';
import { failedAround, failedCount, failedMessage, failedMessages } from '../../db/queries/failed-messages';
import { messageFollowUps, messages, outbox } from '../../db/schema/delivery';
import { openMessageRow } from '../../db/sealing/columns';
import { ticketLinks } from '../../db/schema/tickets';
import type { FailureReason } from '../../domain/delivery';
import { messageExamples } from '../../domain/message-examples';
import type { MessageKind } from '../../domain/messages';
import { roles } from '../../domain/roles';
import { atOnce, tally } from '../support/records';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let desk: User;

beforeAll(async () => {
  town = await openTown(6);
  desk = await town.user('supporto');
});
afterAll(() => town.close());

/** A message that failed. */
async function failed(
  kind: MessageKind = 'application-rejected',
  { failure = 'unreachable', subject = newId() }: { failure?: FailureReason; subject?: string } = {},
): Promise<string> {
  const params = messageExamples[kind];
  const businessKey = `${kind}:${subject}:event-${newId()}`;
  const { messageId } = await postMessage(town.db, {
    kind,
    params,
    businessKey,
    recipient: 'luigi@example.org',
  });
  await recordTry(town.db, messageId, { subject: 'a', text: 'b', attachments: [] });
  await recordEnd(town.db, messageId, failure);
  return messageId;
}

const rowOf = async (id: string) => {
  const [row] = await town.db.select().from(messages).where(eq(messages.id, id));
  return row ? openMessageRow(row) : null;
};
const actsOn = (id: string) =>
  town.db.select().from(messageFollowUps).where(eq(messageFollowUps.messageId, id));
const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) as unknown });

describe('sending a failed message again', () => {
  it('queues another with the same words to the same place, and leaves the first as it was', async () => {
    const subject = newId();
    const id = await failed('application-rejected', { subject });
    const first = await rowOf(id);
    done(await repeatMessage(town.db, desk, { messageId: id, followUpId: newId() }));
    expect(await rowOf(id)).toEqual(first);
    const againId = (await actsOn(id))[0]?.againId;
    const again = await rowOf(againId ?? '');
    const { kind, recipient, params } = first ?? {};
    expect(again).toMatchObject({ kind, recipient, params, status: 'in coda', attempts: 0 });
    expect(again?.businessKey).toMatch(new RegExp(`^application-rejected:${subject}:again-`));
    const told = await town.db
      .select()
      .from(outbox)
      .where(eq(outbox.businessId, againId ?? ''));
    expect(told).toMatchObject([{ process: 'message', event: { kind: 'queued' } }]);
  });

  it('sends one, however often and by however many it is asked for', async () => {
    const id = await failed();
    const followUpId = newId();
    const clicks = await atOnce(4, () => repeatMessage(town.db, desk, { messageId: id, followUpId }));
    expect(tally(clicks)).toEqual({ done: 4, refusals: [] });
    const others = await atOnce(3, () =>
      repeatMessage(town.db, desk, { messageId: id, followUpId: newId() }),
    );
    for (const outcome of others) expect(outcome).toEqual(refusal('act-not-allowed'));
    expect(await actsOn(id)).toHaveLength(1);
  });

  it.each<[MessageKind, FailureReason]>([
    ['credentials', 'unreachable'],
    ['voucher-code', 'given-up'],
    ['application-rejected', 'unknown-recipient'],
    ['ticket-closing-soon', 'unreachable'],
  ])('is refused for %s that failed as %s', async (kind, failure) => {
    const id = await failed(kind, { failure });
    const outcome = await repeatMessage(town.db, desk, { messageId: id, followUpId: newId() });
    expect(outcome).toEqual(refusal('act-not-allowed'));
    expect(await actsOn(id)).toEqual([]);
  });

  it('may fail again, and is then followed up like any other', async () => {
    const id = await failed();
    done(await repeatMessage(town.db, desk, { messageId: id, followUpId: newId() }));
    const againId = (await actsOn(id))[0]?.againId;
    await recordTry(town.db, againId ?? '', { subject: 'a', text: 'b', attachments: [] });
    await recordEnd(town.db, againId ?? '', 'unreachable');
    expect(await failedMessage(town.db, againId ?? '')).toMatchObject({ repeats: id });
    expect(await failedMessage(town.db, id)).toMatchObject({
      followUp: { kind: 'again', againStatus: 'non riuscito' },
    });
    done(await repeatMessage(town.db, desk, { messageId: againId ?? '', followUpId: newId() }));
  });
});

describe('telling that a failed message was followed up', () => {
  it('wants to know how, and takes it from the list of what is left', async () => {
    const id = await failed('credentials');
    const on = { messageId: id, followUpId: newId() };
    const before = await failedCount(town.db);
    const note = (code: string) => ({ error: { faults: [{ field: 'note', code }] } });
    expect(await handleMessage(town.db, desk, { ...on, note: '  ' })).toMatchObject(note('required'));
    expect(await handleMessage(town.db, desk, { ...on, note: 'x'.repeat(2_001) })).toMatchObject(
      note('too-long'),
    );
    for (let click = 0; click < 2; click++)
      done(await handleMessage(town.db, desk, { ...on, note: 'Chiamata al telefono.' }));
    expect(await failedCount(town.db)).toBe(before - 1);
    const list = (followed: boolean) =>
      failedMessages(town.db, { followed, page: 1 }).then((rows) => rows.map((row) => row.id));
    expect(await list(false)).not.toContain(id);
    expect(await list(true)).toContain(id);
    expect(await failedMessage(town.db, id)).toMatchObject({
      followUp: { kind: 'handled', note: 'Chiamata al telefono.' },
    });
  });

  it('is of no use for one that has not failed', async () => {
    const { messageId } = await postMessage(town.db, {
      kind: 'ticket-escalated',
      params: { code: 'ABCD2345' },
      recipient: 'a@example.org',
      businessKey: `ticket-escalated:${newId()}:1`,
    });
    const on = { messageId, followUpId: newId(), note: 'x' };
    expect(await handleMessage(town.db, desk, on)).toEqual(refusal('act-not-allowed'));
    expect(await failedMessage(town.db, messageId)).toBeNull();
  });
});

it('only whom the table names sees to failed messages', async () => {
  const may: string[] = [];
  for (const role of roles) {
    const on = { messageId: await failed(), followUpId: newId() };
    const outcome = await repeatMessage(town.db, { ...desk, role }, on);
    if (outcome.ok) may.push(role);
    else expect(outcome).toEqual(refusal('not-found'));
  }
  expect(may).toEqual(['operatore', 'responsabile', 'supporto']);
});

it('a request shows what did not arrive of itself, of what it is linked to and of who opened it', async () => {
  const citizen = await town.user('cittadino');
  const applicationId = await town.draft(citizen, (await town.programme()).slug);
  const open = (userId: string | null) => {
    const requestId = newId();
    const request = { requestId, name: 'Luigi', phone: '070123456', email: 'a@example.org', reason: 'Aiuto' };
    return openTicket(town.db, { ...request, page: null, userId }).then((outcome) => ({
      id: requestId,
      ...done(outcome),
    }));
  };
  const [own, strange] = [await open(citizen.id), await open(null)];
  const ids = {
    ticket: await failed('ticket-answered', { subject: own.id }),
    access: await failed('credentials', { subject: citizen.id }),
    application: await failed('application-rejected', { subject: applicationId }),
  };
  const around = async (ticket: { id: string }, userId: string | null) =>
    (await failedAround(town.db, { id: ticket.id, userId })).map(({ id }) => id).toSorted();
  expect(await around(own, citizen.id)).toEqual(Object.values(ids).toSorted());
  expect(await around(strange, null)).toEqual([]);
  await town.db
    .insert(ticketLinks)
    .values({ ticketId: strange.id, kind: 'application', targetId: applicationId, linkedBy: desk.id });
  expect(await around(strange, null)).toEqual([ids.application]);
});

it('what was done about a message stays as it was', async () => {
  const id = await failed();
  done(await handleMessage(town.db, desk, { messageId: id, followUpId: newId(), note: 'x' }));
  for (const statement of [`update message_follow_ups set note = 'y'`, 'delete from message_follow_ups']) {
    await expect(town.db.$client.query(statement)).rejects.toMatchObject({ code: '23001' });
  }
});
