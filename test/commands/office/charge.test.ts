import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignApplication } from '../../../commands/application/assign';
import { takeNext } from '../../../commands/application/take-next';
import { beginExport, endExport } from '../../../commands/office/export';
import { mostViews, removeView, renameView, saveView } from '../../../commands/office/views';
import { viewsOf } from '../../../db/queries/saved-views';
import { roles, type Role } from '../../../domain/roles';
import { applicationOf, atOnce, expectSoundHistories, historyOf } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown(12);
});
afterAll(() => town.close());

const somebody = async (role: Role): Promise<User> =>
  role === 'esercente' ? (await town.shop()).cashier : town.user(role);

const faultsOf = (outcome: { ok: boolean; error?: unknown }) => (outcome.ok ? null : outcome.error);

describe('the next one', () => {
  it('is never the same for two who ask at once, and comes in the order of terms', async () => {
    const { slug } = await town.programme();
    for (let filed = 0; filed < 8; filed++) await town.submitted(await town.user('cittadino'), slug);
    const operators = await Promise.all(Array.from({ length: 10 }, () => town.user('operatore')));
    const taken = await atOnce(10, async (index) => done(await takeNext(town.db, operators[index]!)));
    const got = taken.flatMap((each) => (each ? [each.applicationId] : []));
    expect(got).toHaveLength(8);
    expect(new Set(got).size).toBe(8);
    for (const id of got)
      expect(await historyOf(town.db, id)).toEqual(['opened', 'submitted', 'taken-in-charge']);
    await expectSoundHistories(town.db);
  });

  it.each(roles.filter((role) => role !== 'operatore' && role !== 'responsabile'))(
    'is not for %s',
    async (role) => {
      expect(faultsOf(await takeNext(town.db, await somebody(role)))).toEqual({ code: 'forbidden' });
    },
  );
});

describe('in whose charge', () => {
  it('the responsabile assigns to somebody of the office alone, and it is on record', async () => {
    const { slug } = await town.programme();
    const citizen = await town.user('cittadino');
    const applicationId = await town.submitted(citizen, slug);
    const [operator, head] = [await town.user('operatore'), await town.user('responsabile')];
    const to = (operatorId: string) => ({ applicationId, operatorId });
    expect(faultsOf(await assignApplication(town.db, operator, to(operator.id)))).toEqual({
      code: 'not-found',
    });
    for (const wrong of [citizen.id, applicationId]) {
      expect(faultsOf(await assignApplication(town.db, head, to(wrong)))).toMatchObject({
        faults: [{ field: 'operatorId', code: 'choice' }],
      });
    }
    done(await assignApplication(town.db, head, to(operator.id)));
    done(await assignApplication(town.db, head, to(operator.id)));
    expect(await applicationOf(town.db, applicationId)).toMatchObject({
      operatorId: operator.id,
      assignee: operator.id,
      phase: 'in istruttoria',
    });
    expect(await historyOf(town.db, applicationId)).toEqual(['opened', 'submitted', 'taken-in-charge']);
  });

  it('a decided one is nobody’s to assign', async () => {
    const { slug } = await town.programme();
    const [operator, head] = [await town.user('operatore'), await town.user('responsabile')];
    const applicationId = await town.approved(operator, await town.user('cittadino'), slug);
    const refused = await assignApplication(town.db, head, { applicationId, operatorId: operator.id });
    expect(faultsOf(refused)).toEqual({ code: 'act-not-allowed' });
  });
});

describe('kept lists', () => {
  it('are their owner’s: named, replaced by name, renamed, removed', async () => {
    const [mine, theirs] = [await town.user('operatore'), await town.user('responsabile')];
    const { viewId } = done(await saveView(town.db, mine, { name: ' Mie ', query: 'incarico=io' }));
    done(await saveView(town.db, mine, { name: 'Mie', query: 'incarico=io&ordine=termine' }));
    expect(await viewsOf(town.db, mine.id)).toEqual([
      { id: viewId, name: 'Mie', query: 'incarico=io&ordine=termine' },
    ]);
    expect(await viewsOf(town.db, theirs.id)).toEqual([]);
    expect(faultsOf(await renameView(town.db, theirs, { viewId, name: 'X' }))).toEqual({ code: 'not-found' });
    expect(faultsOf(await removeView(town.db, theirs, { viewId }))).toEqual({ code: 'not-found' });
    done(await saveView(town.db, mine, { name: 'Altre', query: '' }));
    expect(faultsOf(await renameView(town.db, mine, { viewId, name: 'Altre' }))).toMatchObject({
      faults: [{ code: 'view-name-taken' }],
    });
    done(await renameView(town.db, mine, { viewId, name: 'Le mie' }));
    done(await removeView(town.db, mine, { viewId }));
    expect((await viewsOf(town.db, mine.id)).map(({ name }) => name)).toEqual(['Altre']);
  });

  it('have a name, not too long, and are not too many', async () => {
    const mine = await town.user('operatore');
    for (const [name, code] of [
      [' ', 'required'],
      ['x'.repeat(61), 'too-long'],
    ]) {
      expect(faultsOf(await saveView(town.db, mine, { name: name ?? '', query: '' }))).toMatchObject({
        faults: [{ field: 'name', code }],
      });
    }
    for (let kept = 0; kept < mostViews; kept++)
      done(await saveView(town.db, mine, { name: `${kept}`, query: '' }));
    expect(faultsOf(await saveView(town.db, mine, { name: 'oltre', query: '' }))).toMatchObject({
      faults: [{ code: 'too-many-views' }],
    });
    expect(await viewsOf(town.db, mine.id)).toHaveLength(mostViews);
  });

  it.each(['cittadino', 'esercente', 'supporto'] as const)('are not for %s', async (role) => {
    const user = await somebody(role);
    expect(faultsOf(await saveView(town.db, user, { name: 'x', query: '' }))).toEqual({ code: 'forbidden' });
  });
});

describe('an export', () => {
  it('is on record: who, which list, how many rows; and the record only grows', async () => {
    const operator = await town.user('operatore');
    const { exportId } = done(
      await beginExport(town.db, operator, { format: 'csv', query: 'stato=presentata' }),
    );
    await endExport(town.db, { exportId, rows: 3, whole: true });
    await endExport(town.db, { exportId, rows: 9, whole: false });
    const { rows } = await town.db.$client.query(
      'select user_id, format, query, rows, whole from exports join export_endings on export_id = id where id = $1',
      [exportId],
    );
    expect(rows).toEqual([
      { user_id: operator.id, format: 'csv', query: 'stato=presentata', rows: 3, whole: true },
    ]);
    for (const statement of ['delete from exports', 'update export_endings set rows = 0']) {
      await expect(town.db.$client.query(statement)).rejects.toThrow();
    }
  });

  it.each(roles.filter((role) => role !== 'operatore' && role !== 'responsabile'))(
    'is not for %s',
    async (role) => {
      const outcome = await beginExport(town.db, await somebody(role), { format: 'csv', query: '' });
      expect(faultsOf(outcome)).toEqual({ code: 'forbidden' });
    },
  );
});
