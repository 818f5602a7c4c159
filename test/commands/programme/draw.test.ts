import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { submitApplication } from '../../../commands/application/submit';
import { move } from '../../../commands/ledger';
import { createProgramme } from '../../../commands/programme/create';
import { beginVersion } from '../../../commands/programme/draft';
import { makeDraw } from '../../../commands/programme/draw';
import { publishProgramme } from '../../../commands/programme/publish';
import { publishRanking } from '../../../commands/programme/publish-ranking';
import { announceFunds } from '../../../commands/programme/replenish';
import { saveProgrammeDraft } from '../../../commands/programme/save';
import { scrollWaitingList } from '../../../commands/programme/scroll';
import { sendForPublication } from '../../../commands/programme/send';
import { drawOf } from '../../../db/queries/draws';
import { checkInvariants } from '../../../db/queries/invariants';
import { publishedRanking } from '../../../db/queries/rankings';
import { placeInList } from '../../../db/queries/waiting-list';
import { registrations } from '../../../db/schema/applications';
import { auditEntries } from '../../../db/schema/audit';
import { outbox } from '../../../db/schema/delivery';
import { programmeDrafts } from '../../../db/schema/programme-drafts';
import { programmeDraws } from '../../../db/schema/rankings';
import { sealedDrawSecret } from '../../../db/sealing/columns';
import { writeRegistration } from '../../../domain/application/registration';
import { commitmentTo, drawn, figureIn } from '../../../domain/draw';
import type { Fields } from '../../../domain/programme/editing/fields';
import { writeDocument } from '../../../domain/programme/editing/transfer';
import { readRanking } from '../../../domain/programme/published-ranking';
import type { ProgrammeRules } from '../../../domain/programme/rules';
import { roles, system } from '../../../domain/roles';
import { applicationOf, atOnce, tally } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { closeWindows } from '../../support/windows';
import { applied, approve, faultsOf, listedRules, waiting } from '../../support/waiting';

let town: Town;
let operator: User;
let responsabile: User;
let made = 0;

beforeAll(async () => {
  town = await openTown(12);
  operator = await town.user('operatore');
  responsabile = await town.user('responsabile');
});
afterAll(async () => {
  expect(await faultsOf(town)).toEqual([]);
  await town.close();
});

const publicNumber = '12 45 7 88 31';

const byDraw: Partial<ProgrammeRules> = {
  order: [{ by: 'isee', direction: 'ascending' }, { by: 'draw' }],
  drawSource: 'Lotto, ruota di Roma, prima estrazione dopo la chiusura',
};
const drawnRules = (allocationCents: number) => listedRules(allocationCents, byDraw);

const draw = (programmeId: string, number = publicNumber, actor = responsabile) =>
  makeDraw(town.db, actor, { programmeId, publicNumber: number });

async function registrationOf(applicationId: string): Promise<string> {
  const [row] = await town.db
    .select()
    .from(registrations)
    .where(eq(registrations.applicationId, applicationId));
  return row ? writeRegistration(row) : '';
}

/** Applications in the order of their tickets. */
async function inDrawnOrder(programmeId: string, ids: readonly string[]): Promise<string[]> {
  const seed = (await drawOf(town.db, programmeId))?.made;
  if (!seed) throw new Error('the draw was not made');
  const byNumber = new Map<string, string>();
  for (const id of ids) byNumber.set(await registrationOf(id), id);
  return drawn('parita', seed, [...byNumber.keys()]).map((each) => byNumber.get(each) ?? '');
}

const faultCodes = (outcome: { ok: boolean; error?: unknown }): string[] =>
  ((outcome.error as { faults?: { field: string; code: string }[] } | undefined)?.faults ?? []).map(
    ({ field, code }) => `${field} ${code}`,
  );

/** Money for the fund, as the editor brings it. */
const increase = (programmeId: string, amountCents: number) =>
  town.db.transaction(async (tx) => {
    const businessKey = `allocation:${programmeId}:${++made}`;
    await move(tx, { kind: 'allocation', from: programmeId, to: programmeId, amountCents, businessKey });
    await announceFunds(tx, programmeId);
  });

describe('the commitment', () => {
  const draftOf = async (programmeId: string) => {
    const [row] = await town.db
      .select()
      .from(programmeDrafts)
      .where(eq(programmeDrafts.programmeId, programmeId));
    if (!row) throw new Error('there is no draft');
    return row;
  };
  const read = async (programmeId: string) => ({
    programmeId,
    version: (await draftOf(programmeId)).version,
  });
  async function published(rules: ProgrammeRules): Promise<string> {
    const text = writeDocument({ name: 'Prova', slug: `prova-${++made}`, icon: 'casa' }, rules);
    const { programmeId } = done(await createProgramme(town.db, operator, { kind: 'document', text }));
    done(await sendForPublication(town.db, operator, await read(programmeId)));
    done(await publishProgramme(town.db, responsabile, await read(programmeId)));
    return programmeId;
  }
  async function sendNext(programmeId: string, changes: Fields) {
    done(await beginVersion(town.db, operator, { programmeId }));
    const { fields } = await draftOf(programmeId);
    const base = Object.fromEntries(
      Object.keys(changes).flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])),
    );
    done(await saveProgrammeDraft(town.db, operator, { programmeId, base, typed: changes }));
    return sendForPublication(town.db, operator, await read(programmeId));
  }

  it('stands from the first publication on, to a secret that is nowhere in clear', async () => {
    const programmeId = await published(rulesWith(byDraw));
    const [row] = await town.db
      .select()
      .from(programmeDraws)
      .where(eq(programmeDraws.programmeId, programmeId));
    if (!row) throw new Error('there is no draw');
    const secret = sealedDrawSecret.open(programmeId, row.secret);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(row).toMatchObject({
      commitment: commitmentTo(secret),
      committedBy: responsabile.id,
      toldSecret: null,
      publicNumber: null,
    });
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(await drawOf(town.db, programmeId)).toMatchObject({ commitment: row.commitment, made: null });

    done(await sendNext(programmeId, { fundSource: 'Delibera 2' }));
    done(await publishProgramme(town.db, responsabile, await read(programmeId)));
    expect(await drawOf(town.db, programmeId)).toEqual({
      commitment: row.commitment,
      committedAt: row.committedAt,
      made: null,
    });
  });

  it('is of programmes that draw only, and neither comes nor goes nor changes its number later', async () => {
    const plain = await published(rulesWith({ order: [{ by: 'isee', direction: 'ascending' }] }));
    expect(await drawOf(town.db, plain)).toBeNull();
    const added = { 'order.r2.by.quantity': 'draw', drawSource: 'Lotto' };
    expect(faultCodes(await sendNext(plain, added))).toEqual(['drawSource draw-fixed']);
    const drawing = await published(rulesWith(byDraw));
    expect(faultCodes(await sendNext(drawing, { drawSource: 'Un altro numero' }))).toEqual([
      'drawSource draw-fixed',
    ]);
    await expect(
      town.db.execute(sql`update programme_draws set commitment = repeat('0', 64)`),
    ).rejects.toMatchObject({ cause: { code: '23001' } });
  });

  it('keeps a call from opening again once everybody can tell who would come first', async () => {
    const programmeId = await published(rulesWith(byDraw));
    await closeWindows(town.db, programmeId);
    done(await draw(programmeId));
    const reopened = { 'windows.r1.closesAt.day': '2099-12-31', 'windows.r1.closesAt.time': '12:00' };
    expect(faultCodes(await sendNext(programmeId, reopened))).toEqual([
      'windows.r1.closesAt.day window-after-draw',
    ]);
  });
});

describe('the draw', () => {
  it('is the responsabile’s to make, after the last closing, once, with a number that can be read', async () => {
    const { id, slug } = await town.programme(drawnRules(30_000));
    await applied(town, slug, 100);
    const citizen = await town.user('cittadino');
    const draft = await town.draft(citizen, slug);
    expect(tally([await draw(id)]).refusals).toEqual(['draw-too-early']);
    await closeWindows(town.db, id);
    // Who began before keeps the windows of then.
    expect(tally([await draw(id)]).refusals).toEqual(['draw-too-early']);
    done(await submitApplication(town.db, citizen, { applicationId: draft }));
    for (const role of roles.filter((each) => each !== 'responsabile')) {
      const actor = { ...responsabile, role };
      expect(tally([await draw(id, publicNumber, actor)]).refusals).toEqual(['not-found']);
    }
    expect(faultCodes(await draw(id, '12 | 45'))).toEqual(['publicNumber public-number']);
    expect((await drawOf(town.db, id))?.made).toBeNull();

    expect(tally(await atOnce(4, () => draw(id)))).toEqual({ done: 4, refusals: [] });
    done(await draw(id, ` ${publicNumber.replaceAll(' ', '  ')} `));
    expect(tally([await draw(id, '1 2 3')]).refusals).toEqual(['draw-made']);
    const shown = await drawOf(town.db, id);
    expect(shown?.made?.publicNumber).toBe(publicNumber);
    expect(commitmentTo(shown?.made?.secret ?? '')).toBe(shown?.commitment);
    const acts = await town.db
      .select({ act: auditEntries.act, by: auditEntries.actorId })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, id))
      .orderBy(auditEntries.id);
    expect(acts.filter(({ act }) => act.startsWith('programme.draw-'))).toEqual([
      { act: 'programme.draw-committed', by: expect.any(String) },
      { act: 'programme.draw-made', by: responsabile.id },
    ]);
    await expect(
      town.db.execute(sql`update programme_draws set public_number = '1' where programme_id = ${id}`),
    ).rejects.toMatchObject({ cause: { code: '23001' } });

    const plain = await town.programme(listedRules(30_000));
    expect(tally([await draw(plain.id)]).refusals).toEqual(['act-not-allowed']);
  });

  it('orders equals who wait; nobody is served among them before, and the list goes on by itself after', async () => {
    const { id, slug } = await town.programme(drawnRules(30_000));
    done(await approve(town, operator, await applied(town, slug, 1)));
    const equals: string[] = [];
    for (let index = 0; index < 8; index++) equals.push(await applied(town, slug, 700));
    const poorer = await applied(town, slug, 300);
    const late = await applied(town, slug, 700);
    for (const each of [...equals, poorer]) done(await approve(town, operator, each));
    expect(await waiting(town, id)).toEqual([poorer, ...equals]);

    await increase(id, 60_000);
    expect(await scrollWaitingList(town.db, id)).toEqual({ more: false });
    expect(await waiting(town, id)).toHaveLength(9);
    const told = () => town.db.select().from(outbox).where(eq(outbox.businessId, id));
    const before = (await told()).length;

    await closeWindows(town.db, id);
    done(await draw(id));
    expect(await told()).toHaveLength(before + 1);
    const order = await inDrawnOrder(id, equals);
    expect(order).not.toEqual(equals);
    expect(await waiting(town, id)).toEqual([poorer, ...order]);
    expect((await placeInList(town.db, order[3] ?? ''))?.number).toBe(5);

    while ((await scrollWaitingList(town.db, id)).more);
    expect(await waiting(town, id)).toEqual(order.slice(1));
    expect((await applicationOf(town.db, order[0] ?? '')).status).toBe('approvata');

    // Who joins afterwards stands where their ticket says.
    done(await approve(town, operator, late));
    const rest = [...order.slice(1), late];
    expect(await waiting(town, id)).toEqual(await inDrawnOrder(id, rest));
  });

  it('has still to be made: nobody goes ahead of an equal who waits, whoever came first', async () => {
    const { id, slug } = await town.programme(drawnRules(50_000));
    const earlier = await applied(town, slug, 700);
    const later = await applied(town, slug, 700);
    done(await approve(town, operator, await applied(town, slug, 1)));
    done(await approve(town, operator, later));
    done(await approve(town, operator, earlier, 10_000));
    expect((await waiting(town, id)).toSorted()).toEqual([earlier, later].toSorted());
    const poorer = await applied(town, slug, 300);
    done(await approve(town, operator, poorer, 20_000));
    expect((await applicationOf(town.db, poorer)).status).toBe('approvata');
  });

  it('meets approvals under way: each place has its ticket, whoever comes first', async () => {
    const { id, slug } = await town.programme(drawnRules(30_000));
    done(await approve(town, operator, await applied(town, slug, 1)));
    const equals: string[] = [];
    for (let index = 0; index < 8; index++) equals.push(await applied(town, slug, 700));
    await closeWindows(town.db, id);
    const acts = [...equals.map((each) => () => approve(town, operator, each)), () => draw(id)];
    // The draw in the middle of them.
    acts.splice(4, 0, ...acts.splice(8, 1));
    expect(tally(await Promise.all(acts.map((act) => act())))).toEqual({ done: 9, refusals: [] });
    expect(await waiting(town, id)).toEqual(await inDrawnOrder(id, equals));
  });

  it('comes before the ranking, which then has its order and its numbers only', async () => {
    const { id, slug } = await town.programme(drawnRules(1_000_000));
    const ids: string[] = [];
    for (let index = 0; index < 6; index++) ids.push(await applied(town, slug, 700));
    const poorest = await applied(town, slug, 5);
    const withdrawn = await applied(town, slug, 700);
    done(await closeApplication(town.db, system, { applicationId: withdrawn, as: 'withdrawn' }));
    expect(tally([await publishRanking(town.db, responsabile, { slug })]).refusals).toEqual(['draw-awaited']);
    await closeWindows(town.db, id);
    done(await draw(id));
    done(await publishRanking(town.db, responsabile, { slug }));
    const ranking = readRanking((await publishedRanking(town.db, id, null))?.document ?? '');
    const expected: string[] = [];
    for (const each of [poorest, ...(await inDrawnOrder(id, ids))]) expected.push(await registrationOf(each));
    expect(ranking.map(({ registration }) => registration)).toEqual(expected);
  });
});

it('places sort in the database as they do here, by figures that are the same in both', async () => {
  const { id } = await town.programme(rulesWith(byDraw));
  await closeWindows(town.db, id);
  done(await draw(id));
  const seed = (await drawOf(town.db, id))?.made ?? null;
  const { rows } = await town.db.execute<{ number: number; figure: number; place: number }>(sql`
    select n as number, drawn_figure(${id}, 2026, n) as figure,
      rank() over (order by array[0, drawn_figure(${id}, 2026, n)])::integer as place
    from generate_series(1, 500) n order by n`);
  const here = rows.map(({ number }) => figureIn(seed, { number, year: 2026 }));
  expect(rows.map(({ figure }) => figure)).toEqual(here);
  const sorted = here.toSorted((one, other) => Number(one) - Number(other));
  expect(rows.map(({ place }) => place)).toEqual(here.map((figure) => sorted.indexOf(figure) + 1));
});

it('a place takes its own ticket and no other', async () => {
  const { id, slug } = await town.programme(drawnRules(30_000));
  done(await approve(town, operator, await applied(town, slug, 1)));
  const application = await applied(town, slug, 700);
  done(await approve(town, operator, application));
  const forge = (place: string) =>
    town.db.execute(
      sql`update waiting_list set place = ${sql.raw(place)} where application_id = ${application}`,
    );
  for (const place of ["'{70000,1}'", "'{1,null}'", "'{}'"]) {
    await expect(forge(place)).rejects.toMatchObject({ cause: { code: '23001' } });
  }
  await closeWindows(town.db, id);
  done(await draw(id));
  await expect(forge("'{70000,1}'")).rejects.toMatchObject({ cause: { code: '23001' } });
});

describe('the audit of draws', () => {
  let id: string;
  beforeAll(async () => {
    const programme = await town.programme(drawnRules(30_000));
    id = programme.id;
    for (const isee of [1, 700, 700]) {
      done(await approve(town, operator, await applied(town, programme.slug, isee)));
    }
    await closeWindows(town.db, id);
    done(await draw(id));
  });

  /** What it finds broken after damage that the database would refuse; undone afterwards. */
  async function brokenBy(damage: string): Promise<string[]> {
    const broken: string[] = [];
    await town.db
      .transaction(async (tx) => {
        await tx.execute(
          sql`alter table programme_draws drop constraint programme_draws_tell_what_was_committed`,
        );
        for (const table of ['programme_draws', 'waiting_list', 'programme_versions']) {
          await tx.execute(sql.raw(`alter table ${table} disable trigger user`));
        }
        await tx.execute(sql.raw(damage.replaceAll('$id', `'${id}'`)));
        const reports = await checkInvariants(tx);
        broken.push(...reports.filter(({ faults }) => faults.length > 0).map(({ name }) => name));
        tx.rollback();
      })
      .catch(() => undefined);
    return broken;
  }

  it.each([
    [
      'a secret that is another one',
      `update programme_draws set told_secret = repeat('0', 64) where programme_id = $id`,
      'a draw tells the secret it was committed to',
    ],
    [
      'a place that is somebody else’s',
      `update waiting_list set place[2] = place[2] + 1 where programme_id = $id and left_at is null`,
      'who waits where equals are drawn stands where their ticket says',
    ],
    [
      'a draw that is gone',
      `delete from programme_draws where programme_id = $id`,
      'a programme whose equals are drawn has its draw, and no other has',
    ],
    [
      'rules that draw no more',
      `update programme_versions set rules = rules - 'order' where programme_id = $id`,
      'a programme whose equals are drawn has its draw, and no other has',
    ],
  ])('finds %s', async (_, damage, invariant) => {
    expect(await brokenBy(damage)).toContain(invariant);
  });
});
