import { and, eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submitApplication } from '../../commands/application/submit';
import { postMessage } from '../../commands/message/queue';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { outbox } from '../../db/schema/delivery';
import { messageExamples } from '../../domain/message-examples';
import { newTrace, within, type Trace } from '../../tracing/trace';
import { atOnce } from '../support/records';
import { done, openTown, type Town } from '../support/town';
import { issued } from '../support/voucher';

let town: Town;
let slug: string;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug } = await town.programme());
});
afterAll(() => town.close());

/** The trace under which an event of this kind waits for the workflow of a business id. */
async function toldUnder(businessId: string, kind: string): Promise<Trace | null> {
  const told = and(eq(outbox.businessId, businessId), sql`${outbox.event} ->> 'kind' = ${kind}`);
  const [row] = await town.db.select().from(outbox).where(told);
  if (!row) throw new Error(`no word of ${kind}`);
  return row.trace;
}

describe('the trace of an act', () => {
  it('goes with each of the applications that are sent in one transaction', async () => {
    const sent = await atOnce(12, async () => {
      const citizen = await town.user('cittadino');
      return { citizen, applicationId: await town.draft(citizen, slug), trace: newTrace() };
    });
    const outcomes = await Promise.all(
      sent.map(({ citizen, applicationId, trace }) =>
        within(trace, () => submitApplication(town.db, citizen, { applicationId })),
      ),
    );
    outcomes.forEach(done);
    const transactions = await town.db.execute(
      sql`select distinct xmin::text from outbox where event ->> 'kind' = 'submitted'`,
    );
    expect(transactions.rows.length).toBeLessThan(sent.length);
    for (const { applicationId, trace } of sent)
      expect(await toldUnder(applicationId, 'submitted')).toBe(trace);
  });

  it('goes with each of the spends that are committed together', async () => {
    const operator = await town.user('operatore');
    const spends = await atOnce(4, async () => ({
      voucher: await issued(town, operator, slug, 1_000),
      shop: await town.shop(),
      trace: newTrace(),
    }));
    const outcomes = await Promise.all(
      spends.map(({ voucher: { code }, shop: { cashier }, trace }) =>
        within(trace, () => redeemVoucher(town.db, cashier, newId(), { code, amountCents: 1_000 })),
      ),
    );
    outcomes.forEach(done);
    for (const { voucher, trace } of spends)
      expect(await toldUnder(voucher.applicationId, 'voucher-exhausted')).toBe(trace);
  });

  it('goes with what is queued by any other command, and is absent where nobody asked', async () => {
    const post = () =>
      postMessage(town.db, {
        kind: 'application-rejected',
        params: messageExamples['application-rejected'],
        recipient: 'anna@example.org',
        businessKey: newId(),
      });
    const trace = newTrace();
    expect(await toldUnder((await within(trace, post)).messageId, 'queued')).toBe(trace);
    expect(await toldUnder((await post()).messageId, 'queued')).toBeNull();
  });

  it('is an id and nothing else: the database refuses what could name somebody', async () => {
    const write = (trace: string) =>
      town.db
        .insert(outbox)
        .values({ process: 'message', businessId: newId(), number: 1, event: { kind: 'queued' }, trace });
    for (const wrong of ['RSSMRA85T10A562S', `${newTrace()} Mario Rossi`, ''])
      await expect(write(wrong)).rejects.toThrow();
    await expect(write(newTrace())).resolves.toBeDefined();
  });
});
