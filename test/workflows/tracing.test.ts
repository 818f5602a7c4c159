import { afterAll, beforeAll, expect, it } from 'vitest';
import { submitApplication } from '../../commands/application/submit';
import { currentTrace, newTrace, within, type Trace } from '../../tracing/trace';
import { eventually, startEngine, type Engine } from '../support/engine';
import { done, openTown, type Town } from '../support/town';

let town: Town;
let engine: Engine;
const lines: { details: object; trace: Trace | null }[] = [];

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url, {
    log: {
      info: (details) => lines.push({ details, trace: currentTrace() }),
    },
  });
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

it('what follows from an act is told under its own id, not under the one of the act that began the workflow', async () => {
  const [drafting, sending] = [newTrace(), newTrace()];
  const citizen = await town.user('cittadino');
  const { slug } = await town.programme();
  const applicationId = await within(drafting, () => town.draft(citizen, slug));
  const told = () => lines.filter(({ details }) => JSON.stringify(details).includes(applicationId));
  const hears = (event: string) => () =>
    Promise.resolve(told().find(({ details }) => 'event' in details && details.event === event));
  await eventually(hears('opened'), (line) => line !== undefined);
  expect(idOf((await hears('opened')())!.trace)).toBe(idOf(drafting));

  done(await within(sending, () => submitApplication(town.db, citizen, { applicationId })));
  await eventually(hears('submitted'), (line) => line !== undefined);
  expect(idOf((await hears('submitted')())!.trace)).toBe(idOf(sending));
  const after = await eventually(
    () => Promise.resolve(told().filter(({ details }) => 'activity' in details)),
    (found) => found.some(({ details }) => 'activity' in details && details.activity === 'noticeApplication'),
  );
  for (const { trace } of after) expect(idOf(trace)).toBe(idOf(sending));
});

const idOf = (trace: Trace | null): string => trace?.slice(3, 35) ?? 'none';
