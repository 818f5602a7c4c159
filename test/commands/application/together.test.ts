import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication, type Receipt } from '../../../commands/application/submit';
import { judgeSubmission } from '../../../commands/application/submission/judge';
import type { Outcome } from '../../../commands/transaction';
import { openDatabase, type Database, type Queryable } from '../../../db/client';
import { databaseNow } from '../../../db/queries/clock';
import { registrations } from '../../../db/schema/applications';
import { attachments } from '../../../db/schema/attachments';
import { holdApplication } from '../../../commands/application/case';
import { papersOf } from '../../../commands/attachment/required';
import { attached } from '../../support/attach';
import { fiscalCodeOf } from '../../support/citizen';
import { memberAnswers } from '../../support/form';
import { applicationOf, expectSoundHistories, tally } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';

/** Two processes of the same town, each with a pool and groups of its own. */
let town: Town;
let other: Database;
let slug: string;

beforeAll(async () => {
  town = await openTown(20);
  other = openDatabase(town.url, 20);
});
afterAll(async () => {
  await other.$client.end();
  await town.close();
});
beforeEach(async () => {
  ({ slug } = await town.programme());
});

interface Draft {
  citizen: User;
  applicationId: string;
}

async function draft(): Promise<Draft> {
  const citizen = await town.user('cittadino');
  return { citizen, applicationId: await town.draft(citizen, slug) };
}

const drafts = async (count: number): Promise<Draft[]> => {
  const made: Draft[] = [];
  for (let index = 0; index < count; index++) made.push(await draft());
  return made;
};

async function change({ citizen, applicationId }: Draft, answers: Record<string, string>): Promise<void> {
  const { answers: before, answersVersion: version } = await applicationOf(town.db, applicationId);
  done(await saveDraft(town.db, citizen, { applicationId, version, answers: { ...before, ...answers } }));
}

/** One more of the household, known by their number. */
const withMember = (each: Draft, person: number, place = 1): Promise<void> =>
  change(each, memberAnswers(`m${place}`, { fiscalCode: fiscalCodeOf(person) }));

const send = ({ citizen, applicationId }: Draft, db: Database = town.db): Promise<Outcome<Receipt>> =>
  submitApplication(db, citizen, { applicationId });

/** That the register has no gap, nothing twice, and in it each application that says it was sent. */
async function expectSoundRegister(): Promise<void> {
  const entries = await town.db.select().from(registrations).orderBy(asc(registrations.number));
  expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => index + 1));
  const { rows } = await town.db.execute(sql`
    select (select count(*) from applications where status <> 'bozza')::int as sent,
      (select count(*) from application_events where kind = 'submitted')::int as told,
      (select count(*) from consent_acceptances where kind = 'declarations')::int as accepted,
      (select coalesce(sum(applications), 0) from standing_days)::int as counted`);
  const count = entries.length;
  expect(rows).toEqual([{ sent: count, told: count, accepted: count, counted: count }]);
  await expectSoundHistories(town.db);
}

/** Until so many sessions stand and wait for a lock. */
const lockAwaitedBy = (sessions: number): Promise<void> =>
  expect
    .poll(
      async () => {
        const { rows } = await town.db.execute(sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
        return rows.length;
      },
      { timeout: 4_000 },
    )
    .toBe(sessions);

describe('applications that are sent together', () => {
  it('are judged each by itself: what is wrong with some is harmless to the others', async () => {
    const many = await drafts(40);
    for (const [index, each] of many.entries())
      if (index % 4 === 0) await change(each, { 'need.description': '' });
    const stranger = await town.user('cittadino');
    const outcomes = await Promise.all(
      many.map((each, index) =>
        index % 4 === 1
          ? send({ ...each, citizen: stranger })
          : send(each, index % 2 === 0 ? town.db : other),
      ),
    );
    const codes = outcomes.map((outcome) => (outcome.ok ? 'sent' : outcome.error.code));
    expect(codes).toEqual(many.map((_, index) => ['incomplete', 'not-found', 'sent', 'sent'][index % 4]));
    await expectSoundRegister();
  });

  it('of one household are one that is sent, whoever else is sent with them', async () => {
    const [first, second, ...rest] = await drafts(20);
    for (const each of [first!, second!]) await withMember(each, 7);
    const outcomes = await Promise.all([first!, ...rest, second!].map((each) => send(each)));
    const { done: sent, refusals } = tally(outcomes);
    expect([sent, refusals]).toEqual([19, ['household-already-applied']]);
    await expectSoundRegister();
  });

  it('claim nothing for those that are refused: who would have been in their way is sent', async () => {
    const [before, between, after] = await drafts(3);
    done(await send(before!));
    const { answers } = await applicationOf(town.db, before!.applicationId);
    await change(between!, memberAnswers('m1', { fiscalCode: answers['beneficiary.fiscalCode'] ?? '' }));
    await withMember(between!, 8, 2);
    await withMember(after!, 8);
    const outcomes = await Promise.all([send(between!), send(after!)]);
    expect(outcomes[0]).toEqual({ ok: false, error: { code: 'household-already-applied' } });
    expect(outcomes[1]?.ok).toBe(true);
    await expectSoundRegister();
  });

  it('give no number twice and lose none while connections are killed', async () => {
    const many = await drafts(60);
    let killing = true;
    const killer = (async () => {
      while (killing) {
        await town.db.$client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in%' limit 1`,
        );
        await pause(5);
      }
    })();
    const outcomes = await Promise.allSettled(
      many.map((each, index) => send(each, index % 2 === 0 ? town.db : other)),
    );
    killing = false;
    await killer;
    const again = await Promise.all(many.map((each) => send(each)));
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status !== 'fulfilled') continue;
      const { year, number } = done(outcome.value);
      expect(done(again[index]!)).toMatchObject({ year, number, first: false });
    }
    expect(tally(again).done).toBe(60);
    await expectSoundRegister();
  });
});

it('what somebody else holds is judged by the papers and by the time it has when its turn comes', async () => {
  ({ slug } = await town.programme(rulesWith({ documents: [{ kind: 'isee', required: true }] })));
  const each = await draft();
  const { attachmentId } = await attached(town.db, each.citizen, each.applicationId, randomBytes(100));
  const hold = async (tx: Queryable) => (await holdApplication(tx, each.applicationId))!;
  const [sending, holding, releasedAt] = await other.transaction(async (tx) => {
    await hold(tx);
    const waiting = [send(each), town.db.transaction(hold)] as const;
    await lockAwaitedBy(2);
    await tx.delete(attachments).where(eq(attachments.id, attachmentId));
    return [...waiting, await databaseNow(tx)] as const;
  });
  expect(await sending).toMatchObject({
    error: { code: 'incomplete', faults: [{ field: 'attachments.isee', code: 'document-missing' }] },
  });
  expect((await holding).now.getTime()).toBeGreaterThanOrEqual(releasedAt.getTime());
});

it('who came before the closing and waited here for their turn is in time, and nobody who came after', async () => {
  const now = Date.now();
  const window = {
    channel: 'cittadino' as const,
    opensAt: new Date(now - 60_000).toISOString(),
    closesAt: new Date(now + 3_600_000).toISOString(),
  };
  ({ slug } = await town.programme(rulesWith({ windows: [window] })));
  const each = await draft();
  const [held, papers] = await town.db.transaction(async (tx) => [
    await holdApplication(tx, each.applicationId),
    await papersOf(tx, [each.applicationId]),
  ]);
  const judgedAfterClosing = (waitedMs: number) =>
    judgeSubmission({ ...held!, now: new Date(now + 3_602_000) }, papers.get(each.applicationId)!, {
      actor: each.citizen,
      applicationId: each.applicationId,
      cameAt: performance.now() - waitedMs,
      trace: null,
    });
  expect(judgedAfterClosing(5_000).ok).toBe(true);
  expect(judgedAfterClosing(1_000)).toEqual({ ok: false, error: { code: 'window-closed' } });
});
