import { afterAll, beforeAll, expect, it } from 'vitest';
import { stateQuery, type ApplicationState } from '../../workflows/application/messages';
import { eventually, startEngine, type Engine } from '../support/engine';
import { temporal } from '../support/temporal';
import { ownTemporal, type OwnTemporal } from '../support/temporal-server';
import { openTown, type Town } from '../support/town';

let town: Town;
let server: OwnTemporal;
let engine: Engine;

beforeAll(async () => {
  town = await openTown();
  server = await ownTemporal('limit.historyCount.suggestContinueAsNew=100');
  await server.start();
  engine = await startEngine(town.db, town.url, { server: temporal(server.address, 'default') });
});
afterAll(async () => {
  await engine.stop();
  await server.remove();
  await town.close();
});

it('goes on as new when its history has grown long, and forgets nothing', async () => {
  const { slug } = await town.programme();
  const id = await town.approved(await town.user('operatore'), await town.user('cittadino'), slug);
  await eventually(
    () => town.voucherCode(id),
    (code) => code !== null,
  );
  const handle = await engine.handle('application', id);
  const firstRun = (await handle.describe()).runId;
  const state = () => handle.query<ApplicationState>(stateQuery);
  const { eventNumber } = await eventually(state, ({ life }) => life?.voucher !== null);

  const closesAt = new Date(Date.now() + 3_600_000).toISOString();
  const rounds = 30;
  for (let round = 1; round <= rounds; round++) {
    const number = eventNumber + round * 2;
    await handle.signal('voucher-exhausted', { kind: 'voucher-exhausted', closesAt, number: number - 1 });
    await handle.signal('voucher-replenished', { kind: 'voucher-replenished', number });
    await eventually(state, (now) => now.eventNumber === number);
  }
  const later = await state();
  expect(later.life).toMatchObject({ status: 'approvata', voucher: { status: 'attivo' } });
  expect((await handle.describe()).runId).not.toBe(firstRun);
}, 90_000);
