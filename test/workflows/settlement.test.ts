import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closePeriod } from '../../commands/settlement/close-period';
import { presentNote } from '../../commands/settlement/present';
import { retryPayment } from '../../commands/settlement/retry-payment';
import { sendNoteBack } from '../../commands/settlement/review';
import { readEpoch } from '../../db/queries/installation';
import { messages } from '../../db/schema/delivery';
import { openMessageRow } from '../../db/sealing/columns';
import type { SettlementStatus } from '../../domain/settlement/status';
import { settlementTerms, type SettlementTerms } from '../../domain/settlement/terms';
import { taskQueue } from '../../workflows/messages';
import { openingsId } from '../../workflows/settlement/messages';
import { eventually, startEngine, type Engine } from '../support/engine';
import { keepHistory } from '../support/histories';
import {
  bankSays,
  openMarket,
  settlementOf,
  settlementsOf,
  signedBatch,
  spent,
  verified,
  type Market,
} from '../support/settlement';
import { done, openTown, type Town } from '../support/town';
import { faultsOf } from '../support/waiting';

let town: Town;
let engine: Engine;

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url);
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

const told = (settlementId: string, kind: string) =>
  eventually(
    async () => {
      const rows = await town.db
        .select()
        .from(messages)
        .where(eq(messages.kind, kind as never));
      const found = rows.find(({ businessKey }) => businessKey.includes(settlementId));
      return found ? openMessageRow(found) : null;
    },
    (message) => message?.status === 'inviato',
  );

const becomes = (id: string, wanted: SettlementStatus) =>
  eventually(
    () => settlementOf(town, id),
    ({ status }) => status === wanted,
  );

/** A merchant whose period has been ended, with its statement drawn by the workflow. */
async function drawnMarket(terms: Partial<SettlementTerms> = {}): Promise<{ market: Market; id: string }> {
  const market = await openMarket(town, { terms: { ...settlementTerms, ...terms } });
  await spent(town, market, 3_600);
  const [running] = await settlementsOf(town, market);
  const id = running?.id ?? '';
  done(await closePeriod(town.db, market.operator, { settlementId: id }));
  await becomes(id, 'da presentare');
  return { market, id };
}

const handleOf = (id: string) => engine.handle('settlement', id);

describe('a settlement', () => {
  it('is drawn when the office ends its period, refused once by the bank, paid, and rests', async () => {
    const { market, id } = await drawnMarket({ returnsFor: 'PT1S' });
    const statement = await told(id, 'settlement-drawn');
    expect(statement?.text).toContain(`/esercente/liquidazioni/${id}`);
    expect(statement?.text).toContain('36,00');
    await verified(town, market, id);
    const [first = ''] = await signedBatch(town, market, [id]);
    done(await bankSays(town, market, [[first, 'RJCT', 'MS03']]));
    expect((await told(id, 'settlement-refused'))?.text).toContain('La banca non ha detto il motivo.');
    done(await retryPayment(town.db, market.operator, { settlementId: id }));
    const [second = ''] = await signedBatch(town, market, [id]);
    done(await bankSays(town, market, [[second, 'ACSC']]));
    await told(id, 'settlement-paid');
    const handle = await handleOf(id);
    await handle.result();
    await keepHistory('settlement-refused-and-paid', handle);
    expect(await faultsOf(town)).toEqual([]);
  });

  it('of a month of its own without spends ends by itself, and the next one runs', async () => {
    const market = await openMarket(town, {
      terms: { ...settlementTerms, frequency: { every: 'PT1M1S' } },
    });
    const [running] = await settlementsOf(town, market);
    // Before it has ended its workflow may not even have begun.
    await becomes(running?.id ?? '', 'vuota');
    const handle = await handleOf(running?.id ?? '');
    await handle.result();
    expect((await settlementsOf(town, market)).map(({ status }) => status)).toEqual(['vuota', 'aperta']);
    await keepHistory('settlement-empty', handle);
  });

  it('waits for the windows in which spends may still be taken back', async () => {
    const market = await openMarket(town, {
      voidWindow: 'PT8S',
      terms: { ...settlementTerms, frequency: { every: 'PT1M6S' }, presentWithin: 'P7D' },
    });
    await spent(town, market, 500);
    const [running] = await settlementsOf(town, market);
    const id = running?.id ?? '';
    await becomes(id, 'da presentare');
    expect((await settlementOf(town, id)).totalCents).toBe(500);
    await told(id, 'settlement-drawn');
    await keepHistory('settlement-windows-awaited', await handleOf(id));
  });

  it('reminds the merchant of the note and the office of the days to pay, also after it was sent back', async () => {
    const { market, id } = await drawnMarket({
      presentWithin: 'PT1S',
      payWithin: 'PT2S',
      warnBefore: 'PT1S',
    });
    expect((await told(id, 'settlement-to-present'))?.text).toContain('Senza la nota');
    const present = () => presentNote(town.db, market.shopkeeper, { settlementId: id, declared: true });
    done(await present());
    done(await sendNoteBack(town.db, market.operator, { settlementId: id, reason: 'Manca la sede.' }));
    expect((await told(id, 'settlement-sent-back'))?.text).toContain('Manca la sede.');
    done(await present());
    expect((await told(id, 'settlement-due'))?.recipient).toBe('ufficio@example.org');
    await told(id, 'settlement-overdue');
    await keepHistory('settlement-overdue', await handleOf(id));
  });

  it('takes a payment back that has come back, and pays it again', async () => {
    const { market, id } = await drawnMarket({ returnsFor: 'PT4S' });
    await verified(town, market, id);
    const [first = ''] = await signedBatch(town, market, [id]);
    done(await bankSays(town, market, [[first, 'ACSC']]));
    await told(id, 'settlement-paid');
    done(await bankSays(town, market, [[first, 'RTRN', 'MS03']]));
    await told(id, 'settlement-refused');
    done(await retryPayment(town.db, market.shopkeeper, { settlementId: id }));
    const [second = ''] = await signedBatch(town, market, [id]);
    done(await bankSays(town, market, [[second, 'ACSC']]));
    const handle = await handleOf(id);
    // What was told before is told again, as a relay that crashed would.
    await handle.signal('opened', { kind: 'opened', periodTo: new Date().toISOString(), number: 1 });
    await handle.result();
    await keepHistory('settlement-returned', handle);
    expect(await faultsOf(town)).toEqual([]);
  }, 30_000);
});

describe('the openings', () => {
  it('open what is missing, however often they are started', async () => {
    const { merchantId } = await town.shop();
    const epoch = await readEpoch(town.db);
    const { workflow } = engine.temporal.client;
    const start = () =>
      workflow.start('settlementOpenings', {
        taskQueue,
        workflowId: openingsId(epoch),
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [{ epoch }],
      });
    const handle = await start();
    await start();
    const market = { merchantId } as Market;
    await eventually(
      () => settlementsOf(town, market),
      (rows) => rows.length === 1,
    );
    await keepHistory('settlement-openings', handle);
    await handle.terminate();
  });
});
