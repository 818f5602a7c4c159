import { count, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countRequest } from '../../../commands/limits/requests';
import { sendTicketLink } from '../../../commands/ticket/find-again';
import { openTicket, type TicketRequest } from '../../../commands/ticket/open';
import { replyToTicket } from '../../../commands/ticket/reply';
import { messages } from '../../../db/schema/delivery';
import { requestCounts, tickets } from '../../../db/schema/tickets';
import { openMessageRow } from '../../../db/sealing/columns';
import { requestLimits, stretchOf } from '../../../domain/ticket/limits';
import { atOnce, tally } from '../../support/records';
import { done, openTown, type Town } from '../../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown(20);
});
afterAll(() => town.close());

const request = (changes: Partial<TicketRequest> = {}): TicketRequest => ({
  requestId: newId(),
  name: 'Algeri Luigi',
  phone: '067916780',
  email: `luigi.${newId()}@example.org`,
  reason: 'Non trovo il codice.',
  page: null,
  userId: null,
  ...changes,
});

const ticketCount = async () => (await town.db.select({ all: count() }).from(tickets))[0]?.all ?? 0;

const linksTo = async (email: string) =>
  (await town.db.select().from(messages).where(eq(messages.recipient, email))).filter(
    ({ kind }) => kind === 'ticket-link',
  );

describe('a flood of requests', () => {
  it('from one address, ten thousand of them, leaves a handful in the queue and refuses the others clearly', async () => {
    const before = await ticketCount();
    // The counts of a real flood: what has come already within the stretch.
    const address = '192.0.2.7';
    done(await openTicket(town.db, request({ address })));
    await town.db.update(requestCounts).set({ count: 9_900 });
    const refused = await atOnce(40, () => openTicket(town.db, request({ address })));
    expect(tally(refused)).toEqual({ done: 0, refusals: refused.map(() => 'too-many-requests') });
    const [first] = refused;
    const error = first && !first.ok ? first.error : null;
    expect(error?.code === 'too-many-requests' && error.retryAfterSeconds).toBeGreaterThan(0);
    expect(await ticketCount()).toBe(before + 1);
    // Everybody else is served.
    done(await openTicket(town.db, request({ address: '192.0.2.8' })));
  });

  it('all at once, lets in as many as the limit says', async () => {
    const before = await ticketCount();
    const outcomes = await atOnce(60, () => openTicket(town.db, request({ address: '192.0.2.9' })));
    expect(tally(outcomes).done).toBe(requestLimits['ticket-address'].most);
    expect(await ticketCount()).toBe(before + requestLimits['ticket-address'].most);
  });

  it('in one mail’s name is stopped too, from whatever addresses, in whatever letters', async () => {
    const email = `luigi.${newId()}@example.org`;
    const outcomes = [];
    for (let index = 0; index < 12; index++) {
      const typed = index % 2 ? email.toUpperCase() : email;
      outcomes.push(await openTicket(town.db, request({ email: typed, address: `192.0.2.${20 + index}` })));
    }
    expect(tally(outcomes)).toEqual({
      done: requestLimits['ticket-mail'].most,
      refusals: ['too-many-requests', 'too-many-requests'],
    });
  });

  it('of what is refused for its words counts for nobody', async () => {
    const address = '192.0.2.50';
    for (let index = 0; index < 40; index++) await openTicket(town.db, request({ address, reason: '' }));
    done(await openTicket(town.db, request({ address })));
  });

  it('of words in one ticket is stopped', async () => {
    const { code, secret } = done(await openTicket(town.db, request()));
    const outcomes = await atOnce(30, () => replyToTicket(town.db, { secret }, { code, text: 'E allora?' }));
    expect(tally(outcomes).done).toBe(requestLimits['ticket-reply'].most);
  });

  it('sends the same request again to who clicks twice, limit or no limit', async () => {
    const asked = request({ address: '192.0.2.60' });
    const { code } = done(await openTicket(town.db, asked));
    for (let click = 0; click < 40; click++) expect(done(await openTicket(town.db, asked)).code).toBe(code);
  });
});

describe('twenty megabytes of text', () => {
  const endless = 'a '.repeat(10 * 1024 * 1024);

  it.each(['name', 'phone', 'email', 'reason'] as const)('as %s are refused at once', async (field) => {
    const before = await ticketCount();
    const begun = performance.now();
    expect(await openTicket(town.db, request({ [field]: endless }))).toMatchObject({
      error: { code: 'invalid', faults: [{ field }] },
    });
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(await ticketCount()).toBe(before);
  });

  it('as a reply are refused at once', async () => {
    const { code, secret } = done(await openTicket(town.db, request()));
    expect(await replyToTicket(town.db, { secret }, { code, text: endless })).toMatchObject({
      error: { code: 'invalid', faults: [{ field: 'text', code: 'too-long' }] },
    });
  });
});

describe('the link of a ticket', () => {
  it('is mailed again to its own address alone; the answer is always the same', async () => {
    const asked = request();
    const { code, secret } = done(await openTicket(town.db, asked));
    for (const [typedCode, email] of [
      [code.toLowerCase(), asked.email.toUpperCase()],
      [code, 'altri@example.org'],
      ['ZZZZZZZZ', asked.email],
      ['', ''],
      ['\0', '\0'],
      ['x'.repeat(10_000), 'y'.repeat(10_000)],
    ] as const)
      expect(await sendTicketLink(town.db, { code: typedCode, email })).toEqual({ ok: true, value: null });
    const sent = await linksTo(asked.email);
    expect(sent).toHaveLength(1);
    expect(sent[0] && openMessageRow(sent[0]).params).toMatchObject({ code, secret });
    expect(await linksTo('altri@example.org')).toEqual([]);
  });

  it('fills nobody’s box', async () => {
    const asked = request();
    const { code } = done(await openTicket(town.db, asked));
    for (let index = 0; index < 9; index++)
      done(await sendTicketLink(town.db, { code, email: asked.email, address: `198.51.100.${index}` }));
    expect(await linksTo(asked.email)).toHaveLength(requestLimits['link-mail'].most);
  });

  it('is not tried out: one address may ask so often', async () => {
    const outcomes = [];
    for (let index = 0; index < 12; index++)
      outcomes.push(
        await sendTicketLink(town.db, {
          code: 'ZZZZZZZZ',
          email: `${index}@example.org`,
          address: '203.0.113.1',
        }),
      );
    expect(tally(outcomes).done).toBe(requestLimits['link-address'].most);
  });
});

describe('the counts', () => {
  it('hold nothing that tells who it was', async () => {
    await countRequest(town.db, 'ticket-address', '192.0.2.99');
    const rows = await town.db.select().from(requestCounts);
    expect(rows.every(({ key }) => key.length === 32)).toBe(true);
    expect(rows.some(({ key }) => key.toString('latin1').includes('192.0.2'))).toBe(false);
  });

  it('are forgotten after a day', async () => {
    const old = new Date(Date.now() - 2 * 86_400_000);
    await town.db.insert(requestCounts).values({ key: Buffer.from('old'), since: old, count: 1 });
    await countRequest(town.db, 'ticket-address', '192.0.2.100');
    expect((await town.db.select().from(requestCounts)).some(({ since }) => since <= old)).toBe(false);
  });

  it('begin anew with every stretch', () => {
    const limit = { most: 1, seconds: 600 };
    expect(stretchOf(limit, new Date('2026-11-26T10:09:59Z'))).toEqual(new Date('2026-11-26T10:00:00Z'));
    expect(stretchOf(limit, new Date('2026-11-26T10:10:00Z'))).toEqual(new Date('2026-11-26T10:10:00Z'));
  });
});
