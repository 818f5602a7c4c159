import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { move } from '../../commands/ledger';
import { makeDraw } from '../../commands/programme/draw';
import { announceFunds } from '../../commands/programme/replenish';
import { settleClosed } from '../../commands/programme/settle-closed';
import { drawOf } from '../../db/queries/draws';
import { programmes, registrations } from '../../db/schema/applications';
import { messages } from '../../db/schema/delivery';
import { openMessageRow } from '../../db/sealing/columns';
import { figureIn } from '../../domain/draw';
import { eventually, startEngine, type Engine } from '../support/engine';
import { keepHistory } from '../support/histories';
import { balancesOf, historyOf } from '../support/records';
import { rulesWith } from '../support/rules';
import { done, openTown, type Town, type User } from '../support/town';
import { closeWindows } from '../support/windows';
import { applied, approve, faultsOf, listedRules, waiting } from '../support/waiting';

let town: Town;
let engine: Engine;
let operator: User;

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url);
  operator = await town.user('operatore');
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

const told = (applicationId: string, kind: string) =>
  eventually(
    async () => {
      const rows = await town.db
        .select()
        .from(messages)
        .where(eq(messages.kind, kind as never));
      const found = rows.find(({ businessKey }) => businessKey.includes(applicationId));
      return found ? openMessageRow(found) : null;
    },
    (message) => message?.status === 'inviato',
  );

const becomes = (applicationId: string, last: string) =>
  eventually(
    () => historyOf(town.db, applicationId),
    (kinds) => kinds.includes(last as never),
  );

describe('the waiting list of a programme', () => {
  it('serves the next by ISEE when a voucher expires, and ends when the programme is closed', async () => {
    const { terms } = rulesWith({ terms: { voucherExpiry: { kind: 'after', term: 'PT2S' } } });
    const { id, slug } = await town.programme(listedRules(30_000, { terms }));
    const first = await applied(town, slug, 900);
    done(await approve(town, operator, first));
    const richer = await applied(town, slug, 500);
    const poorer = await applied(town, slug, 100);
    done(await approve(town, operator, richer));
    done(await approve(town, operator, poorer));
    expect((await told(poorer, 'application-waiting'))?.text).toContain("lista d'attesa");
    expect(await waiting(town, id)).toEqual([poorer, richer]);

    await becomes(first, 'voucher-expired');
    expect((await told(poorer, 'voucher-code'))?.text).toContain('300,00');
    expect(await waiting(town, id)).toEqual([richer]);
    const served = await engine.handle('application', poorer);
    const scrolled = await engine.handle('programme', id);
    // What was told before is told again, as a relay that crashed would.
    await scrolled.signal('fund-replenished', { kind: 'fund-replenished', number: 1 });

    await town.db.transaction(async (tx) => {
      await tx.update(programmes).set({ status: 'chiuso' }).where(eq(programmes.id, id));
      await settleClosed(tx, id);
    });
    expect((await told(richer, 'waiting-list-ended'))?.text).toContain('i fondi non sono bastati');
    await scrolled.result();
    await keepHistory('programme-scrolled-and-closed', scrolled);
    const annulled = await engine.handle('application', richer);
    await annulled.result();
    await keepHistory('application-waiting-ended', annulled);
    await served.result();
    await keepHistory('application-waited-and-served', served);
    await eventually(
      () => balancesOf(town.db, id),
      ({ savings }) => savings === 30_000,
    );
    expect(await faultsOf(town)).toEqual([]);
  }, 30_000);

  it('stands still while a draw is awaited, and goes on with it where the tickets say', async () => {
    const drawn = { order: [{ by: 'draw' as const }], drawSource: 'Lotto, ruota di Roma' };
    const { id, slug } = await town.programme(listedRules(30_000, drawn));
    done(await approve(town, operator, await applied(town, slug, 900)));
    for (let index = 0; index < 4; index++) done(await approve(town, operator, await applied(town, slug, 1)));
    const arrived = await waiting(town, id);
    await town.db.transaction(async (tx) => {
      const businessKey = `allocation:${id}:more`;
      await move(tx, { kind: 'allocation', from: id, to: id, amountCents: 30_000, businessKey });
      await announceFunds(tx, id);
    });
    const scrolled = await engine.handle('programme', id);
    // It was told and has looked: an activity that left its mark.
    await eventually(
      () =>
        scrolled.fetchHistory().then(
          ({ events }) => events ?? [],
          () => [],
        ),
      (events) => events.some(({ markerRecordedEventAttributes }) => markerRecordedEventAttributes),
    );
    expect(await waiting(town, id)).toEqual(arrived);

    await closeWindows(town.db, id);
    const responsabile = await town.user('responsabile');
    done(await makeDraw(town.db, responsabile, { programmeId: id, publicNumber: '12 45 7 88 31' }));
    const rest = await eventually(
      () => waiting(town, id),
      (ids) => ids.length === 3,
    );
    const first = arrived.find((each) => !rest.includes(each)) ?? '';
    expect((await told(first, 'voucher-code'))?.text).toContain('300,00');
    const seed = (await drawOf(town.db, id))?.made ?? null;
    const figures: (number | null)[] = [];
    for (const each of [first, ...rest]) {
      const [entry] = await town.db.select().from(registrations).where(eq(registrations.applicationId, each));
      figures.push(entry ? figureIn(seed, entry) : null);
    }
    expect(figures).toEqual(figures.toSorted((one, other) => Number(one) - Number(other)));
    expect(await faultsOf(town)).toEqual([]);
  }, 30_000);
});
