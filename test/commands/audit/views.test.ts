import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { recordView } from '../../../commands/audit/view';
import { beginExport } from '../../../commands/office/export';
import { noViewFilter, viewDays, viewers, views } from '../../../db/queries/audit';
import { civilDate } from '../../../domain/calendar';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let slug: string;
let operator: User;

beforeAll(async () => {
  town = await openTown();
  ({ slug } = await town.programme());
  operator = await town.user('operatore');
});
afterAll(() => town.close());

const page = { before: null, limit: 50 };
const seen = (applicationId: string) => views(town.db, { ...noViewFilter, applicationId }, page);

it('looks of one person at one application within minutes are one look', async () => {
  const id = await town.submitted(await town.user('cittadino'), slug);
  const colleague = await town.user('responsabile');
  for (let times = 0; times < 3; times++) await recordView(town.db, operator, { kind: 'application', id });
  await recordView(town.db, colleague, { kind: 'application', id });
  await recordView(town.db, operator, { kind: 'attachment', id });
  expect((await seen(id)).map(({ act, role }) => ({ act, role }))).toEqual([
    { act: 'view.attachment', role: 'operatore' },
    { act: 'view.application', role: 'responsabile' },
    { act: 'view.application', role: 'operatore' },
  ]);
  await town.db.transaction(async (tx) => {
    await tx.execute(sql`alter table audit_entries disable trigger user`);
    await tx.execute(sql`update audit_entries set at = at - interval '11 minutes' where subject_id = ${id}`);
    await tx.execute(sql`alter table audit_entries enable trigger user`);
  });
  await recordView(town.db, operator, { kind: 'application', id });
  expect(await seen(id)).toHaveLength(4);
});

it('the list is filtered by who, what and when, and paged', async () => {
  const id = await town.submitted(await town.user('cittadino'), slug);
  const reader = await town.user('operatore');
  await recordView(town.db, reader, { kind: 'worklist', id: null });
  await recordView(town.db, reader, { kind: 'application', id });
  done(await beginExport(town.db, reader, { format: 'csv', query: 'stato=presentata' }));
  const today = civilDate(new Date());
  const of = async (filters: Partial<typeof noViewFilter>, limit = 50, before: number | null = null) =>
    (await views(town.db, { ...noViewFilter, userId: reader.id, ...filters }, { before, limit })).map(
      ({ act }) => act,
    );
  expect(await of({})).toEqual(['view.export', 'view.application', 'view.worklist']);
  expect(await of({ act: 'view.application' })).toEqual(['view.application']);
  expect(await of({ from: today, to: today })).toHaveLength(3);
  expect(await of({ to: '2020-01-01' })).toEqual([]);
  expect(await of({ userId: newId() })).toEqual([]);
  const [first] = await views(town.db, { ...noViewFilter, userId: reader.id }, { before: null, limit: 1 });
  expect(await of({}, 1, first?.id)).toEqual(['view.application']);
  expect((await viewers(town.db)).map(({ id: viewer }) => viewer)).toContain(reader.id);
});

it('the citizen is told days and offices, without names', async () => {
  const id = await town.submitted(await town.user('cittadino'), slug);
  await recordView(town.db, operator, { kind: 'application', id });
  await recordView(town.db, operator, { kind: 'attachment', id });
  expect(await viewDays(town.db, id)).toEqual([{ day: civilDate(new Date()), role: 'operatore' }]);
});
