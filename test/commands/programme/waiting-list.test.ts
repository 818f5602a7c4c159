import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { noticeApplication } from '../../../commands/application/notice';
import { announceFunds } from '../../../commands/programme/replenish';
import { endWaitingList, scrollWaitingList } from '../../../commands/programme/scroll';
import { settleClosed } from '../../../commands/programme/settle-closed';
import { move } from '../../../commands/ledger';
import { expireVoucher } from '../../../commands/voucher/expire';
import { issueVoucher } from '../../../commands/voucher/issue';
import { programmes } from '../../../db/schema/applications';
import { programmeEvents } from '../../../db/schema/budget';
import { messages } from '../../../db/schema/delivery';
import { system } from '../../../domain/roles';
import { applicationOf, atOnce, balancesOf, historyOf, tally } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { letExpire } from '../../support/voucher';
import { applied, approve, faultsOf, listedRules, waiting } from '../../support/waiting';

let town: Town;
let operator: User;

beforeAll(async () => {
  town = await openTown(20);
  operator = await town.user('operatore');
});
afterAll(async () => {
  expect(await faultsOf(town)).toEqual([]);
  await town.close();
});

const programme = (allocationCents: number) => town.programme(listedRules(allocationCents));

const announced = async (programmeId: string): Promise<string[]> => {
  const events = await town.db
    .select({ kind: programmeEvents.kind })
    .from(programmeEvents)
    .where(eq(programmeEvents.programmeId, programmeId))
    .orderBy(programmeEvents.number);
  return events.map(({ kind }) => kind);
};

const scroll = (programmeId: string) => scrollWaitingList(town.db, programmeId);

/** Adds to the allocation as the programme's editor does. */
const increase = (programmeId: string, amountCents: number, key: string) =>
  town.db.transaction(async (tx) => {
    const businessKey = `allocation:${programmeId}:${key}`;
    await move(tx, { kind: 'allocation', from: programmeId, to: programmeId, amountCents, businessKey });
    await announceFunds(tx, programmeId);
  });

const close = (programmeId: string) =>
  town.db.transaction(async (tx) => {
    await tx.update(programmes).set({ status: 'chiuso' }).where(eq(programmes.id, programmeId));
    await settleClosed(tx, programmeId);
  });

describe('an approval that the fund does not reach for', () => {
  it('waits, with its decision, its event and its phase, and no money moves', async () => {
    const { id, slug } = await programme(50_000);
    const [first, second] = [await applied(town, slug, 900), await applied(town, slug, 500)];
    done(await approve(town, operator, first));
    done(await approve(town, operator, second));
    expect(await historyOf(town.db, second)).toEqual(['opened', 'submitted', 'wait-listed']);
    expect(await applicationOf(town.db, second)).toMatchObject({
      status: 'presentata',
      phase: "in lista d'attesa",
    });
    expect(await balancesOf(town.db, id)).toMatchObject({ fund: 20_000 });
    expect(await waiting(town, id)).toEqual([second]);
    expect(tally([await approve(town, operator, second)]).refusals).toEqual(['act-not-allowed']);
  });

  it('is refused where there is no list, and always above all that was allocated', async () => {
    const plain = await town.programme(rulesWith({ allocationCents: 20_000 }));
    expect(tally([await approve(town, operator, await applied(town, plain.slug, 1))]).refusals).toEqual([
      'fund-exhausted',
    ]);
    const listed = await programme(20_000);
    const application = await applied(town, listed.slug, 1);
    expect(tally([await approve(town, operator, application, 20_001)]).refusals).toEqual(['fund-exhausted']);
    expect(await historyOf(town.db, application)).toEqual(['opened', 'submitted']);
  });

  it('waits behind who comes before it, even where the fund would do, and goes ahead of who comes after', async () => {
    const { id, slug } = await programme(50_000);
    done(await approve(town, operator, await applied(town, slug, 1)));
    const poor = await applied(town, slug, 100);
    done(await approve(town, operator, poor));
    const richer = await applied(town, slug, 200);
    done(await approve(town, operator, richer, 20_000));
    const poorest = await applied(town, slug, 50);
    done(await approve(town, operator, poorest, 20_000));
    expect(await waiting(town, id)).toEqual([poor, richer]);
    expect((await applicationOf(town.db, poorest)).status).toBe('approvata');
  });

  it('stands in the order of the rules: ISEE, unknown last, then arrival', async () => {
    const { id, slug } = await programme(30_000);
    done(await approve(town, operator, await applied(town, slug, 1)));
    const isee = [700, null, 300, 700, 5];
    const ids: string[] = [];
    for (const each of isee) ids.push(await applied(town, slug, each));
    for (const each of ids.toReversed()) done(await approve(town, operator, each));
    expect(await waiting(town, id)).toEqual([ids[4], ids[2], ids[0], ids[3], ids[1]]);
  });
});

describe('of twelve approvals at once for the last euros', () => {
  it('one is done and eleven wait, where there is a list', async () => {
    const { id, slug } = await programme(59_999);
    const ids: string[] = [];
    for (let index = 0; index < 12; index++) ids.push(await applied(town, slug, 1000 - index));
    expect(tally(await atOnce(12, (index) => approve(town, operator, ids[index] ?? '')))).toEqual({
      done: 12,
      refusals: [],
    });
    expect(await waiting(town, id)).toHaveLength(11);
    expect(await balancesOf(town.db, id)).toMatchObject({ fund: 29_999 });
  });

  it('one is done and eleven are refused, where there is none', async () => {
    const { id, slug } = await town.programme(rulesWith({ allocationCents: 59_999 }));
    const ids: string[] = [];
    for (let index = 0; index < 12; index++) ids.push(await applied(town, slug, 1000));
    const outcomes = await atOnce(12, (index) => approve(town, operator, ids[index] ?? ''));
    expect(tally(outcomes)).toEqual({
      done: 1,
      refusals: Array.from({ length: 11 }, () => 'fund-exhausted'),
    });
    expect(await balancesOf(town.db, id)).toMatchObject({ fund: 29_999 });
  });
});

describe('money that comes back', () => {
  it('serves the next in order, strictly: it stops at the first that does not fit', async () => {
    const { id, slug } = await programme(30_000);
    const served = await applied(town, slug, 1);
    done(await approve(town, operator, served));
    const [cheap, dear, poor] = [
      await applied(town, slug, 300),
      await applied(town, slug, 200),
      await applied(town, slug, 100),
    ];
    done(await approve(town, operator, cheap, 5_000));
    done(await approve(town, operator, dear, 28_000));
    done(await approve(town, operator, poor, 10_000));
    const { voucherId } = done(await issueVoucher(town.db, { applicationId: served }));
    await letExpire(town, voucherId);
    done(await expireVoucher(town.db, { voucherId }));
    expect(await announced(id)).toEqual(['fund-replenished']);

    expect(await scroll(id)).toEqual({ more: false });
    expect(await scroll(id)).toEqual({ more: false });
    expect(await waiting(town, id)).toEqual([dear, cheap]);
    expect(await balancesOf(town.db, id)).toMatchObject({ fund: 20_000 });
    expect(await historyOf(town.db, poor)).toEqual(['opened', 'submitted', 'wait-listed', 'approved']);
  });

  it('is announced only where somebody waits', async () => {
    const { id } = await programme(30_000);
    await increase(id, 5_000, '2');
    expect(await announced(id)).toEqual([]);
  });

  it('leaves nobody waiting beside it, whoever joins while it comes', async () => {
    const { id, slug } = await programme(30_000);
    done(await approve(town, operator, await applied(town, slug, 1)));
    const ids: string[] = [];
    for (let index = 0; index < 10; index++) ids.push(await applied(town, slug, 100 + index));
    await Promise.all([
      ...ids.map((each) => approve(town, operator, each, 10_000)),
      ...Array.from({ length: 5 }, (_, index) => increase(id, 10_000, `storm-${index}`)),
      scroll(id),
      scroll(id),
    ]);
    // Whatever came in between was announced, or nobody was left to be told of it.
    if ((await announced(id)).length > 0) while ((await scroll(id)).more);
    expect(await waiting(town, id)).toHaveLength(5);
    expect(await balancesOf(town.db, id)).toMatchObject({ fund: 0 });
  });
});

describe('a place in the list', () => {
  it('is given up with a withdrawal, and who stood behind it is looked at', async () => {
    const { id, slug } = await programme(40_000);
    done(await approve(town, operator, await applied(town, slug, 1)));
    const [dear, cheap] = [await applied(town, slug, 2), await applied(town, slug, 3)];
    done(await approve(town, operator, dear, 20_000));
    done(await approve(town, operator, cheap, 10_000));
    done(await closeApplication(town.db, system, { applicationId: dear, as: 'withdrawn' }));
    expect(await announced(id)).toEqual(['fund-replenished']);
    await scroll(id);
    expect((await applicationOf(town.db, cheap)).status).toBe('approvata');
    expect(await waiting(town, id)).toEqual([]);
  });

  it('is never removed nor taken again', async () => {
    for (const statement of [
      `delete from waiting_list`,
      `update waiting_list set amount_cents = 1 where left_at is null`,
      `update waiting_list set left_at = null, outcome = null where left_at is not null`,
      `delete from shares`,
      `update ledger_days set cents = 0`,
      `update standing_days set applications = 0`,
    ]) {
      await expect(town.db.execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code: '23001' } });
    }
  });
});

describe('a programme that is closed', () => {
  it('keeps what is left as savings, ends the list and tells each who waits', async () => {
    const { id, slug } = await programme(50_000);
    const served = await applied(town, slug, 1);
    done(await approve(town, operator, served));
    const late = await applied(town, slug, 2);
    done(await approve(town, operator, late));
    const undecided = await applied(town, slug, 3);
    await close(id);
    expect(await balancesOf(town.db, id)).toMatchObject({ fund: 0, savings: 20_000 });
    expect(await announced(id)).toEqual(['closed']);
    expect(tally([await approve(town, operator, undecided)]).refusals).toEqual(['programme-closed']);

    expect(await endWaitingList(town.db, id)).toEqual({ more: false });
    expect(await historyOf(town.db, late)).toEqual(['opened', 'submitted', 'wait-listed', 'annulled']);
    const told = await town.db.select().from(messages).where(eq(messages.kind, 'waiting-list-ended'));
    expect(told.map(({ businessKey }) => businessKey)).toEqual([`waiting-list-ended:${late}`]);
    // And not once more, as if the office had annulled it.
    const again = {
      applicationId: late,
      notice: 'application-annulled',
      occasion: '4',
      officeMail: '',
    } as const;
    expect(tally([await noticeApplication(town.db, again)]).refusals).toEqual(['act-not-allowed']);

    const { voucherId } = done(await issueVoucher(town.db, { applicationId: served }));
    await letExpire(town, voucherId);
    done(await expireVoucher(town.db, { voucherId }));
    expect(await balancesOf(town.db, id)).toMatchObject({ fund: 0, savings: 50_000 });
  });
});
