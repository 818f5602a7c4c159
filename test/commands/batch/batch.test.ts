import { asc, eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { decideApplication } from '../../../commands/application/decide';
import { takeInCharge } from '../../../commands/application/take';
import { cancelBatch, confirmBatch, excludeRows } from '../../../commands/batch/choose';
import { prepareAssignment, prepareDecisions } from '../../../commands/batch/prepare-chosen';
import { finishBatch, workNextRow } from '../../../commands/batch/work';
import type { Outcome } from '../../../commands/transaction';
import { applications, decisions } from '../../../db/schema/applications';
import { batches, batchRows } from '../../../db/schema/batches';
import { outbox } from '../../../db/schema/delivery';
import { users } from '../../../db/schema/people';
import { openDecisionRow } from '../../../db/sealing/columns';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let operator: User;
let chief: User;

beforeAll(async () => {
  town = await openTown();
  operator = await town.user('operatore');
  chief = await town.user('responsabile');
});
afterAll(() => town.close());

const approve = { outcome: 'approvata' } as const;
const reject = {
  outcome: 'respinta',
  reasonCodes: ['non-residente', 'altro'],
  reason: 'Fuori dai requisiti',
} as const;

const submitted = async (count: number, slug: string): Promise<string[]> => {
  const ids: string[] = [];
  for (let each = 0; each < count; each++) ids.push(await town.submitted(await town.user('cittadino'), slug));
  return ids;
};

const prepared = async (
  applicationIds: string[],
  actor = operator,
  decision: typeof approve | typeof reject = approve,
) => done(await prepareDecisions(town.db, actor, { applicationIds, decision })).batchId;

const rowsOf = (batchId: string) =>
  town.db.select().from(batchRows).where(eq(batchRows.batchId, batchId)).orderBy(asc(batchRows.position));

const codes = async (batchId: string) =>
  (await rowsOf(batchId)).map(({ state, refusal }) => refusal?.code ?? state);

async function worked(batchId: string): Promise<void> {
  do {
    while (await workNextRow(town.db, batchId));
  } while (!(await finishBatch(town.db, batchId)));
}

const statusOf = async (id: string) =>
  (await town.db.select().from(applications).where(eq(applications.id, id)))[0]?.status;

const refusalOf = (outcome: Outcome<unknown>) => (outcome.ok ? null : outcome.error);

describe('a preview', () => {
  it('shows what would be done to each, and does nothing', async () => {
    const { slug } = await town.programme();
    const [fresh = '', withdrawn = ''] = await submitted(2, slug);
    const owner = await town.user('cittadino');
    const gone = await town.submitted(owner, slug);
    done(await closeApplication(town.db, owner, { applicationId: gone, as: 'withdrawn' }));
    const approved = await town.approved(operator, await town.user('cittadino'), slug, 30_000);
    const draft = await town.draft(await town.user('cittadino'), slug);
    done(await takeInCharge(town.db, chief, { applicationId: withdrawn }));
    const batchId = await prepared([fresh, withdrawn, gone, approved, draft, newId(), fresh]);
    expect(await codes(batchId)).toEqual([
      'in coda',
      'in coda',
      'ended',
      'decided-so',
      'unknown-registration',
      'unknown-registration',
    ]);
    const [first, second] = await rowsOf(batchId);
    expect(first).toMatchObject({
      applicationId: fresh,
      warnings: [],
      task: { act: 'approva', amountCents: 30_000, proposedCents: 30_000, reason: null },
    });
    expect(first?.label).toMatch(/^\d+\/\d{4}$/);
    expect(second?.warnings).toEqual(['in-charge']);
    expect(await statusOf(fresh)).toBe('presentata');
    const told = await town.db.select().from(outbox).where(eq(outbox.businessId, batchId));
    expect(told).toEqual([]);
    const otherwise = await prepared([approved, fresh], operator, reject);
    expect(await codes(otherwise)).toEqual(['decided-otherwise', 'in coda']);
  });

  it('of what the rules do not admit starts without it', async () => {
    const criterion = { id: 'nucleo', text: 'Almeno 20 componenti', source: 'art. 2' };
    const holds = { quantity: 'members', is: 'at-least', value: 20 } as const;
    const { slug } = await town.programme(rulesWith({ criteria: [{ ...criterion, holds }] }));
    const batchId = await prepared(await submitted(1, slug));
    expect(await rowsOf(batchId)).toMatchObject([{ state: 'esclusa', warnings: ['not-admissible'] }]);
    const takenIn = { batchId, exclusion: { from: 1, to: 1, excluded: [] } };
    done(await confirmBatch(town.db, operator, takenIn));
    await worked(batchId);
    expect(await codes(batchId)).toEqual(['fatta']);
  });

  it('is one, however often the same is asked for, until it has ended', async () => {
    const { slug } = await town.programme();
    const ids = await submitted(2, slug);
    const twice = await Promise.all([prepared(ids), prepared(ids), prepared(ids)]);
    expect(new Set(twice).size).toBe(1);
    expect(await prepared(ids, chief)).not.toBe(twice[0]);
    expect(await prepared(ids, operator, reject)).not.toBe(twice[0]);
    done(await cancelBatch(town.db, operator, { batchId: twice[0] ?? '' }));
    expect(await prepared(ids)).not.toBe(twice[0]);
  });

  it('is refused without a reason, without a row, or to who is not of the office', async () => {
    const { slug } = await town.programme();
    const ids = await submitted(1, slug);
    const ask = async (actor: User, applicationIds: string[], decision: typeof approve | typeof reject) =>
      refusalOf(await prepareDecisions(town.db, actor, { applicationIds, decision }));
    expect(await ask(operator, ids, { ...reject, reason: ' ' as never })).toMatchObject({ code: 'invalid' });
    expect(await ask(operator, [], approve)).toMatchObject({
      code: 'invalid',
      faults: [{ code: 'batch-empty' }],
    });
    const many = Array.from({ length: 10_001 }, () => newId());
    expect(await ask(operator, many, approve)).toMatchObject({ faults: [{ code: 'batch-too-many' }] });
    for (const role of ['cittadino', 'supporto', 'contactcenter', 'amministratore'] as const) {
      expect(await ask(await town.user(role), ids, approve)).toEqual({ code: 'not-found' });
    }
    const assign = { applicationIds: ids, operatorId: chief.id };
    expect(refusalOf(await prepareAssignment(town.db, operator, assign))).toEqual({ code: 'not-found' });
  });
});

describe('confirming', () => {
  it('is its author’s alone, once, with at least a row', async () => {
    const { slug } = await town.programme();
    const batchId = await prepared(await submitted(2, slug));
    const confirm = (actor: User, excluded: number[] = []) =>
      confirmBatch(town.db, actor, { batchId, exclusion: { from: 1, to: 2, excluded } });
    expect(refusalOf(await confirm(chief))).toEqual({ code: 'forbidden' });
    expect(refusalOf(await confirm(await town.user('cittadino')))).toEqual({ code: 'not-found' });
    expect(refusalOf(await confirm(operator, [1, 2]))).toMatchObject({
      faults: [{ code: 'batch-none-left' }],
    });
    done(await excludeRows(town.db, operator, { batchId, from: 1, to: 2, excluded: [2] }));
    expect(await codes(batchId)).toEqual(['in coda', 'esclusa']);
    const outcomes = await Promise.all([
      confirm(operator, [2]),
      confirm(operator, [2]),
      confirm(operator, [2]),
    ]);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const told = await town.db.select().from(outbox).where(eq(outbox.businessId, batchId));
    expect(told).toMatchObject([{ process: 'batch', number: 1, event: { kind: 'queued' } }]);
    const late = await excludeRows(town.db, operator, { batchId, from: 1, to: 2, excluded: [1] });
    expect(refusalOf(late)).toEqual({ code: 'act-not-allowed' });
    await worked(batchId);
    expect(await codes(batchId)).toEqual(['fatta', 'esclusa']);
  });
});

describe('the rows of a batch', () => {
  it('are done one by one: what is refused is told, and blocks no other', async () => {
    const { slug } = await town.programme(rulesWith({ allocationCents: 100_000 }));
    const ids = await submitted(12, slug);
    const batchId = await prepared(ids);
    const [, taken = '', decided = '', rejected = ''] = ids;
    done(await takeInCharge(town.db, chief, { applicationId: taken }));
    const otherwise = { outcome: 'approvata' as const, amountCents: 10_000, reason: 'Meno' };
    done(await decideApplication(town.db, chief, { applicationId: decided, decision: otherwise }));
    done(await decideApplication(town.db, chief, { applicationId: rejected, decision: reject }));
    done(await confirmBatch(town.db, operator, { batchId, exclusion: { from: 1, to: 12, excluded: [5] } }));
    await worked(batchId);
    expect(await codes(batchId)).toEqual([
      'fatta',
      'row-changed',
      'row-changed',
      'row-changed',
      'esclusa',
      'fatta',
      'fatta',
      ...Array.from({ length: 5 }, () => 'fund-exhausted'),
    ]);
    const [first] = await rowsOf(batchId);
    expect(first?.result).toEqual({ status: 'approvata', phase: null });
    const written = await town.db
      .select()
      .from(decisions)
      .where(eq(decisions.applicationId, ids[0] ?? ''));
    expect(written).toMatchObject([{ decidedBy: operator.id, amountCents: 30_000, reason: null }]);
    expect(await statusOf(ids[7] ?? '')).toBe('presentata');
    await worked(batchId);
    expect((await rowsOf(batchId))[0]?.doneAt).toEqual(first?.doneAt);
  });

  it('go to be signed, or wait for the fund, where the programme has it so', async () => {
    const rules = rulesWith({ allocationCents: 50_000, countersignAboveCents: 35_000, waitingList: true });
    const { slug } = await town.programme(rules);
    const ids = await submitted(2, slug);
    const [large = ''] = await submitted(1, slug);
    const batchId = await prepared([...ids, large]);
    const decision = { outcome: 'approvata' as const, amountCents: 40_000, reason: 'Di più' };
    done(await confirmBatch(town.db, operator, { batchId }));
    await worked(batchId);
    expect((await rowsOf(batchId)).map(({ result }) => result?.phase ?? result?.status)).toEqual([
      'approvata',
      "in lista d'attesa",
      "in lista d'attesa",
    ]);
    const [signed = ''] = await submitted(1, slug);
    done(await decideApplication(town.db, operator, { applicationId: signed, decision }));
    expect(await codes(await prepared([signed, ids[1] ?? '']))).toEqual(['wrong-phase', 'wrong-phase']);
  });

  it('of the kind that needs a second signature are proposals', async () => {
    const { slug } = await town.programme(rulesWith({ countersignAboveCents: 20_000 }));
    const batchId = await prepared(await submitted(1, slug));
    expect((await rowsOf(batchId))[0]?.warnings).toEqual(['countersign']);
    done(await confirmBatch(town.db, operator, { batchId }));
    await worked(batchId);
    expect((await rowsOf(batchId))[0]?.result).toEqual({ status: 'presentata', phase: 'alla firma' });
  });

  it('are not rejected before the notice that is owed', async () => {
    const { slug } = await town.programme(rulesWith({ rejectionNotice: true }));
    const ids = await submitted(1, slug);
    expect(await codes(await prepared(ids, operator, reject))).toEqual(['notice-owed']);
    expect(await codes(await prepared(ids))).toEqual(['in coda']);
  });

  it('are rejected with the reason given for all', async () => {
    const { slug } = await town.programme();
    const ids = await submitted(2, slug);
    const batchId = await prepared(ids, operator, reject);
    done(await confirmBatch(town.db, operator, { batchId }));
    await worked(batchId);
    const written = await town.db
      .select()
      .from(decisions)
      .where(eq(decisions.applicationId, ids[1] ?? ''));
    expect(written.map((row) => openDecisionRow(row))).toMatchObject([
      { outcome: 'respinta', reasonCodes: reject.reasonCodes, reason: reject.reason },
    ]);
  });

  it('do nothing in the name of somebody suspended, or moved elsewhere, meanwhile', async () => {
    const { slug } = await town.programme();
    for (const change of [{ active: false }, { role: 'supporto' as const }]) {
      const leaver = await town.user('operatore');
      const [id = ''] = await submitted(1, slug);
      const batchId = await prepared([id], leaver);
      done(await confirmBatch(town.db, leaver, { batchId }));
      await town.db.update(users).set(change).where(eq(users.id, leaver.id));
      await worked(batchId);
      expect(await codes(batchId)).toEqual(['forbidden']);
      expect(await statusOf(id)).toBe('presentata');
    }
  });

  it('are each done once by two workers at the same time', async () => {
    const { slug } = await town.programme();
    const ids = await submitted(8, slug);
    const batchId = await prepared(ids);
    done(await confirmBatch(town.db, operator, { batchId }));
    await Promise.all([worked(batchId), worked(batchId), worked(batchId)]);
    expect(await codes(batchId)).toEqual(ids.map(() => 'fatta'));
    const { rows } = await town.db.execute(sql`
      select count(*)::int as count from decisions join batch_rows using (application_id) where batch_id = ${batchId}`);
    expect(rows).toEqual([{ count: 8 }]);
  });

  it('change nothing when the worker dies between the act and its word', async () => {
    const { slug } = await town.programme();
    const ids = await submitted(2, slug);
    const batchId = await prepared(ids);
    done(await confirmBatch(town.db, operator, { batchId }));
    await town.db.execute(sql`
      create function die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`);
    const dying = sql`create trigger dying before update of state on batch_rows for each row
      when (new.state = 'fatta') execute function die()`;
    await town.db.execute(dying);
    expect(await workNextRow(town.db, batchId)).toBe(true);
    expect(await statusOf(ids[0] ?? '')).toBe('presentata');
    expect((await rowsOf(batchId)).map(({ attempts }) => attempts)).toEqual([1, 0]);
    await town.db.execute(sql`drop trigger dying on batch_rows`);
    await worked(batchId);
    expect(await codes(batchId)).toEqual(['fatta', 'fatta']);
  });

  it('that meet a fault again and again are given up, after the others were done', async () => {
    const { slug } = await town.programme();
    const ids = await submitted(3, slug);
    const batchId = await prepared(ids);
    done(await confirmBatch(town.db, operator, { batchId }));
    await town.db.execute(
      sql.raw(`create function fault() returns trigger language plpgsql as $$
        begin if new.application_id = '${ids[0]}' then raise exception 'a fault'; end if; return new; end $$`),
    );
    await town.db.execute(
      sql`create trigger faulty before insert on decisions for each row execute function fault()`,
    );
    await worked(batchId);
    await town.db.execute(sql`drop trigger faulty on decisions`);
    expect(await codes(batchId)).toEqual(['row-failed', 'fatta', 'fatta']);
    expect((await rowsOf(batchId))[0]?.attempts).toBe(3);
  });

  it('not yet done are left when the batch is cancelled, by its author or a responsabile', async () => {
    const { slug } = await town.programme();
    const batchId = await prepared(await submitted(3, slug));
    done(await confirmBatch(town.db, operator, { batchId }));
    await workNextRow(town.db, batchId);
    const colleague = await town.user('operatore');
    expect(refusalOf(await cancelBatch(town.db, colleague, { batchId }))).toEqual({ code: 'forbidden' });
    expect(done(await cancelBatch(town.db, chief, { batchId }))).toEqual({ dropped: false });
    await worked(batchId);
    expect(await codes(batchId)).toEqual(['fatta', 'in coda', 'in coda']);
    const [batch] = await town.db.select().from(batches).where(eq(batches.id, batchId));
    expect(batch).toMatchObject({ cancelledBy: chief.id });
    expect(batch?.finishedAt).not.toBeNull();
  });

  it('are assigned to a colleague, whoever had them', async () => {
    const { slug } = await town.programme();
    const ids = await submitted(3, slug);
    const [free = '', taken = '', theirs = ''] = ids;
    done(await takeInCharge(town.db, operator, { applicationId: taken }));
    const colleague = await town.user('operatore');
    done(await takeInCharge(town.db, colleague, { applicationId: theirs }));
    const assign = { applicationIds: ids, operatorId: colleague.id };
    const { batchId } = done(await prepareAssignment(town.db, chief, assign));
    expect(await codes(batchId)).toEqual(['in coda', 'in coda', 'already-theirs']);
    done(await confirmBatch(town.db, chief, { batchId }));
    await worked(batchId);
    const [row] = await town.db.select().from(applications).where(eq(applications.id, free));
    expect(row).toMatchObject({ operatorId: colleague.id, phase: 'in istruttoria' });
    const nobody = { applicationIds: ids, operatorId: (await town.user('supporto')).id };
    expect(refusalOf(await prepareAssignment(town.db, chief, nobody))).toMatchObject({ code: 'invalid' });
  });
});

describe('the database', () => {
  it('keeps what was shown and what was done', async () => {
    const { slug } = await town.programme();
    const batchId = await prepared(await submitted(2, slug));
    const run = (statement: string) => town.db.execute(sql.raw(statement.replaceAll('$1', `'${batchId}'`)));
    const refusedBy = (statement: string) =>
      expect(run(statement)).rejects.toMatchObject({ cause: { code: '23001' } });
    await refusedBy(`update batch_rows set task = '{"act": "approva"}' where batch_id = $1`);
    await refusedBy(`update batch_rows set state = 'rifiutata', refusal = '{}' where batch_id = $1`);
    done(await confirmBatch(town.db, operator, { batchId }));
    await refusedBy(`update batch_rows set state = 'esclusa' where batch_id = $1`);
    await worked(batchId);
    await refusedBy(`update batch_rows set result = '{}' where batch_id = $1`);
    await refusedBy(`delete from batch_rows where batch_id = $1`);
    await refusedBy(`delete from batches where id = $1`);
  });
});
