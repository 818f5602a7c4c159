import { eq, sql } from 'drizzle-orm';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages, outbox, relayWakefulness } from '../../db/schema/delivery';
import { eventually, startEngine } from '../support/engine';
import { keepHistory, openedHistory } from '../support/histories';
import { openTown, type Town } from '../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

describe('the outbox', () => {
  it('is announced to a relay that sleeps, and not to one that looks by itself', async () => {
    const listener = new pg.Client({ connectionString: town.url });
    await listener.connect();
    let heard = 0;
    listener.on('notification', () => heard++);
    await listener.query('listen outbox');
    const insert = async (awakeUntil: string): Promise<number> => {
      heard = 0;
      await town.db.update(relayWakefulness).set({ awakeUntil: sql.raw(awakeUntil) });
      const event = { kind: 'withdrawn' as const };
      await town.db.insert(outbox).values({ process: 'application', businessId: newId(), number: 1, event });
      // Notifications come before the answer to whatever is asked next.
      await listener.query('select 1');
      return heard;
    };
    expect(await insert(`clock_timestamp() + interval '1 minute'`)).toBe(0);
    expect(await insert(`clock_timestamp() - interval '1 millisecond'`)).toBe(1);
    await town.db.delete(outbox);
    await listener.end();
  });
});

describe('what gathered for a case while no worker ran', () => {
  it('is told in one signal, and comes to what it would have come to one by one', async () => {
    const { slug } = await town.programme();
    const id = await town.approved(await town.user('operatore'), await town.user('cittadino'), slug);
    const engine = await startEngine(town.db, town.url);
    await eventually(
      () => town.db.$count(messages, eq(messages.status, 'inviato')),
      (sent) => sent === 3,
    );
    const handle = await engine.handle('application', id);
    const { events } = JSON.parse(await openedHistory(handle)) as {
      events: { workflowExecutionSignaledEventAttributes?: { input: { payloads: unknown[] } } }[];
    };
    const told = events.flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
      signal ? [signal.input.payloads.length] : [],
    );
    // Opened, sent and approved; then the voucher.
    expect(told).toEqual([3, 1]);
    await keepHistory('application-told-at-once', handle);
    await engine.stop();
  });
});
