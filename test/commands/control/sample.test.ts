import { and, eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawSample } from '../../../commands/control/draw-sample';
import { prepareSample } from '../../../commands/control/prepare-sample';
import { checkDeclarations } from '../../../commands/control/check-declarations';
import { stepRecovery } from '../../../commands/control/recover';
import { eraseRetained } from '../../../commands/retention/erase';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { revokeApproval } from '../../../commands/voucher/revoke';
import { voidRedemption } from '../../../commands/voucher/void';
import { checkOf } from '../../../db/queries/control/checks';
import { recoveryList, recoveryStepsOf } from '../../../db/queries/control/recoveries';
import { drawnIn, entriesOf, sampleList, sampleOf } from '../../../db/queries/control/samples';
import { checkInvariants } from '../../../db/queries/invariants';
import { auditEntries } from '../../../db/schema/audit';
import { checkOutcomes, declarationChecks, samples } from '../../../db/schema/control';
import { civilDate } from '../../../domain/calendar';
import { declarationsIn, type TypedOutcome } from '../../../domain/control/check';
import { digestOfList, sampleSize } from '../../../domain/control/sample';
import { commitmentTo, drawn } from '../../../domain/draw';
import { roles } from '../../../domain/roles';
import { checkSealed } from '../../../scripts/audit/sealed';
import { applicationOf } from '../../support/records';
import { closedSince, retained } from '../../support/retention';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued, type IssuedVoucher } from '../../support/voucher';

let town: Town;
let operator: User;
let head: User;

beforeAll(async () => {
  town = await openTown(4);
  [operator, head] = [await town.user('operatore'), await town.user('responsabile')];
});
afterAll(() => town.close());

const number = '12 45 7 88 31';
const source = 'Estrazione del Lotto del 27/11/2026, ruota di Cagliari';

/** A programme with so many approved applications. */
async function programme(approved: number) {
  const { id, slug } = await town.programme(rulesWith({ allocationCents: 100_000_000 }));
  const vouchers: IssuedVoucher[] = [];
  for (let each = 0; each < approved; each++) vouchers.push(await issued(town, operator, slug));
  return { id, slug, vouchers };
}

async function preparedSample(programmeId: string, percent: string): Promise<string> {
  const sampleId = newId();
  done(await prepareSample(town.db, operator, { sampleId, programmeId, percent }));
  return sampleId;
}

async function drawnSample(programmeId: string, percent: string): Promise<string> {
  const sampleId = await preparedSample(programmeId, percent);
  done(await drawSample(town.db, head, { sampleId, publicNumber: number, source }));
  return sampleId;
}

const rowOf = async (sampleId: string) => {
  const found = await sampleOf(town.db, sampleId);
  if (!found) throw new Error('there is no such sample');
  return found.sample;
};
const registrationsIn = async (sampleId: string) =>
  (await entriesOf(town.db, sampleId)).map(({ registration }) => registration);
const drawnRegistrations = async (sampleId: string) =>
  (await drawnIn(town.db, sampleId)).map(({ registration }) => registration);
const faults = async () =>
  [...(await checkInvariants(town.db)), ...(await checkSealed(town.db))].flatMap((report) => report.faults);
const actsOn = async (subjectId: string): Promise<string[]> => {
  const rows = await town.db
    .select({ act: auditEntries.act })
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, subjectId), sql`${auditEntries.act} ~ '^(control|recovery)'`))
    .orderBy(auditEntries.id);
  return rows.map(({ act }) => act);
};

describe('a sample', () => {
  it('is fixed by the digests of its secret and of its list, and the secret is sealed until the draw', async () => {
    const { id } = await programme(3);
    const sampleId = await preparedSample(id, '50');
    const sample = await rowOf(sampleId);
    expect(sample).toMatchObject({ number: 1, percent: 50, listed: 3, secret: null, drawnAt: null });
    expect(sample.listSha256).toBe(digestOfList(await registrationsIn(sampleId)));
    expect(JSON.stringify(sample.sealedSecret)).toMatch(/^"sealed:/);
    expect(await drawnIn(town.db, sampleId)).toEqual([]);
    done(await drawSample(town.db, head, { sampleId, publicNumber: ` ${number} `, source }));
    const told = await rowOf(sampleId);
    expect(told).toMatchObject({ publicNumber: number, publicSource: source, sealedSecret: null });
    expect(told.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(commitmentTo(told.secret ?? '')).toBe(sample.commitment);
    expect((await actsOn(id)).slice(0, 2)).toEqual(['control.sample-prepared', 'control.sample-drawn']);
  });

  it('is who the draw says, in its order, the percentage rounded up', async () => {
    const { id } = await programme(7);
    const sampleId = await drawnSample(id, '30');
    const { secret } = await rowOf(sampleId);
    const order = drawn(
      'controllo',
      { secret: secret ?? '', publicNumber: number },
      await registrationsIn(sampleId),
    );
    expect(sampleSize(7, 30)).toBe(3);
    expect(await drawnRegistrations(sampleId)).toEqual(order.slice(0, 3));
    expect(await faults()).toEqual([]);
  });

  it('leaves out who was drawn before, who is not approved, and who came after it was prepared', async () => {
    const { id, slug, vouchers } = await programme(4);
    await town.submitted(await town.user('cittadino'), slug);
    const first = await preparedSample(id, '50');
    const later = await issued(town, operator, slug);
    done(await drawSample(town.db, operator, { sampleId: first, publicNumber: number, source }));
    expect(await registrationsIn(first)).toHaveLength(4);
    const second = await drawnSample(id, '100');
    const [before, after] = [await drawnIn(town.db, first), await drawnIn(town.db, second)];
    expect((await rowOf(second)).number).toBe(2);
    const ids = [...before, ...after].map(({ applicationId }) => applicationId);
    expect(before).toHaveLength(2);
    expect(ids.toSorted()).toEqual([...vouchers, later].map(({ applicationId }) => applicationId).toSorted());
    expect(
      await prepareSample(town.db, operator, { sampleId: newId(), programmeId: id, percent: '1' }),
    ).toEqual({
      ok: false,
      error: { code: 'invalid', faults: [{ field: 'programmeId', code: 'sample-of-nobody' }] },
    });
  });

  it('is one by a form posted twice, and one of a programme at a time', async () => {
    const { id: programmeId } = await programme(2);
    const [sampleId, other] = [newId(), newId()];
    const prepare = (id: string) =>
      prepareSample(town.db, operator, { sampleId: id, programmeId, percent: '50' });
    done(await prepare(sampleId));
    done(await prepare(sampleId));
    expect(await prepare(other)).toEqual({ ok: false, error: { code: 'act-not-allowed' } });
    const both = await Promise.all([0, 1].map(() => draw(sampleId, number)));
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await drawnIn(town.db, sampleId)).toHaveLength(1);
    expect((await sampleList(town.db)).filter(({ id }) => [sampleId, other].includes(id))).toMatchObject([
      { drawn: 1, open: 1, different: 0 },
    ]);
  });

  const draw = (sampleId: string, publicNumber: string, said = source) =>
    drawSample(town.db, operator, { sampleId, publicNumber, source: said });

  it('takes one public number, once', async () => {
    const { id } = await programme(2);
    const sampleId = await preparedSample(id, '50');
    for (const wrong of ['', 'quello di ieri', 'a|1', '1\0', `1${'0'.repeat(100)}`]) {
      expect(await draw(sampleId, wrong)).toMatchObject({
        error: { faults: [{ field: 'publicNumber', code: 'public-number' }] },
      });
    }
    expect(await draw(sampleId, number, ' ')).toMatchObject({ error: { faults: [{ field: 'source' }] } });
    done(await draw(sampleId, number));
    const before = await drawnRegistrations(sampleId);
    done(await draw(sampleId, number));
    expect(await draw(sampleId, '1')).toEqual({ ok: false, error: { code: 'act-not-allowed' } });
    expect(await drawnRegistrations(sampleId)).toEqual(before);
    expect(await draw(newId(), number)).toEqual({ ok: false, error: { code: 'not-found' } });
  });

  it.each(['', '0', '101', '12,5', '-1', 'dieci'])('is not of %j per cent', async (percent) => {
    const { id: programmeId } = await programme(1);
    expect(await prepareSample(town.db, operator, { sampleId: newId(), programmeId, percent })).toMatchObject(
      {
        error: { faults: [{ field: 'percent', code: 'out-of-bounds' }] },
      },
    );
  });

  it('cannot be changed or drawn anew by hand, and the audit finds who was exchanged', async () => {
    const { id } = await programme(3);
    const sampleId = await drawnSample(id, '34');
    const of = eq(samples.id, sampleId);
    await expect(town.db.update(samples).set({ publicNumber: '1' }).where(of)).rejects.toThrow();
    await expect(town.db.delete(samples).where(of)).rejects.toThrow();
    const [first, second] = await drawnIn(town.db, sampleId);
    if (!first || !second) throw new Error('two are drawn');
    const place = (applicationId: string, to: number) =>
      sql`update declaration_checks set place = ${to} where application_id = ${applicationId}`;
    await expect(town.db.execute(place(first.applicationId, 7))).rejects.toThrow();
    await town.db
      .transaction(async (tx) => {
        await tx.execute(sql`alter table declaration_checks disable trigger user`);
        await tx.execute(place(first.applicationId, 7));
        const reports = await checkInvariants(tx);
        expect(reports.find(({ name }) => name === 'who is controlled is who was drawn')?.faults).toEqual([
          `application ${first.applicationId}`,
        ]);
        throw new Error('undone');
      })
      .catch((fault: Error) => expect(fault.message).toBe('undone'));
  });
});

/** A whole control of an application, with what is found of each declaration. */
async function outcomesFor(
  applicationId: string,
  found: Record<string, Partial<TypedOutcome>> = {},
): Promise<TypedOutcome[]> {
  const { form } = await applicationOf(town.db, applicationId);
  if (!form) throw new Error('the application was not sent');
  return declarationsIn(form).map((declaration) => ({
    declaration,
    outcome: 'confermata',
    comparedWith: 'Anagrafe',
    note: '',
    ...found[declaration],
  }));
}

const differs = {
  annualIncomes: {
    outcome: 'difforme',
    comparedWith: 'Certificazione unica 2026',
    note: 'Lavoro non dichiarato: 12.000 €',
  },
};

/** An application that was drawn. */
async function drawnApplication() {
  const { id, slug, vouchers } = await programme(1);
  const sampleId = await drawnSample(id, '100');
  const [voucher] = vouchers;
  if (!voucher) throw new Error('there is no voucher');
  return { id, slug, sampleId, ...voucher };
}

const record = (applicationId: string, outcomes: TypedOutcome[], close = false) =>
  checkDeclarations(town.db, operator, { applicationId, outcomes, close });

describe('the control of an application', () => {
  it('keeps one outcome or many, changed until it is closed', async () => {
    const { applicationId } = await drawnApplication();
    const all = await outcomesFor(applicationId);
    expect(all.map(({ declaration }) => declaration)).toEqual(
      expect.arrayContaining(['residence', 'household', 'monthlyMeans', 'annualIncomes']),
    );
    done(await record(applicationId, all.slice(0, 1)));
    done(await record(applicationId, await outcomesFor(applicationId, differs)));
    done(await record(applicationId, all));
    expect((await checkOf(town.db, applicationId))?.outcomes.map(({ outcome }) => outcome)).toEqual(
      all.map(() => 'confermata'),
    );
    done(await record(applicationId, await outcomesFor(applicationId, differs), true));
    const closed = await checkOf(town.db, applicationId);
    expect(closed?.closedAt).not.toBeNull();
    expect(closed?.outcomes.find(({ declaration }) => declaration === 'annualIncomes')).toMatchObject(
      differs.annualIncomes,
    );
    done(await record(applicationId, await outcomesFor(applicationId, differs), true));
    expect(await record(applicationId, all)).toEqual({ ok: false, error: { code: 'act-not-allowed' } });
    await expect(
      town.db
        .update(checkOutcomes)
        .set({ outcome: 'confermata' })
        .where(eq(checkOutcomes.applicationId, applicationId)),
    ).rejects.toThrow();
    const acts = await actsOn(applicationId);
    expect([acts[0], acts.at(-1)]).toEqual(['control.application-drawn', 'control.check-closed']);
    expect(await faults()).toEqual([]);
  });

  it('says in the database nothing of what was found in words', async () => {
    const { applicationId } = await drawnApplication();
    done(await record(applicationId, await outcomesFor(applicationId, differs)));
    const { rows } = await town.db.execute(sql`select * from check_outcomes`);
    expect(JSON.stringify(rows)).not.toMatch(/Certificazione|12\.000/);
  });

  it.each([
    ['difforme without words', { outcome: 'difforme', comparedWith: '', note: '' }, ['comparedWith', 'note']],
    ['non verificabile without why', { outcome: 'non verificabile', comparedWith: '', note: ' ' }, ['note']],
    ['confermata with nothing to compare', { comparedWith: '' }, ['comparedWith']],
    ['words without an outcome', { outcome: '', note: 'Da rivedere' }, ['outcome']],
    ['an outcome there is not', { outcome: 'falsa' }, ['outcome']],
    ['too many words', { note: 'x'.repeat(2_001) }, ['note']],
  ])('keeps nothing of %s', async (_, typed, fields) => {
    const { applicationId } = await drawnApplication();
    const outcomes = await outcomesFor(applicationId, { residence: typed });
    const outcome = await record(applicationId, outcomes);
    expect(
      !outcome.ok && outcome.error.code === 'invalid' && outcome.error.faults.map(({ field }) => field),
    ).toEqual(fields.map((part) => `residence:${part}`));
    expect((await checkOf(town.db, applicationId))?.outcomes).toEqual([]);
  });

  it('is closed with an outcome for each', async () => {
    const { applicationId } = await drawnApplication();
    const all = await outcomesFor(applicationId);
    expect(await record(applicationId, all.slice(1), true)).toEqual({
      ok: false,
      error: { code: 'invalid', faults: [{ field: 'residence:outcome', code: 'choice' }] },
    });
    expect((await checkOf(town.db, applicationId))?.outcomes).toEqual([]);
  });

  it('is of who was drawn alone', async () => {
    const { slug } = await town.programme();
    const { applicationId } = await issued(town, operator, slug);
    expect(await record(applicationId, [])).toEqual({ ok: false, error: { code: 'not-found' } });
  });
});

describe('the recovery', () => {
  const today = civilDate(new Date());
  const step = (applicationId: string, seen: number, state: string, input: object = {}, actor = head) =>
    stepRecovery(town.db, actor, { applicationId, seen, state, day: today, note: 'Nota 1/2026', ...input });
  const notAllowed = { ok: false, error: { code: 'act-not-allowed' } };

  /** A control that found a difference, after 45,50 € were spent. */
  async function found() {
    const application = await drawnApplication();
    const { cashier } = await town.shop();
    const spend = async (amountCents: number) =>
      done(await redeemVoucher(town.db, cashier, newId(), { code: application.code, amountCents }));
    const { redemptionId } = await spend(3_000);
    await spend(1_550);
    const outcomes = await outcomesFor(application.applicationId, differs);
    done(await record(application.applicationId, outcomes, true));
    return { ...application, cashier, redemptionId };
  }
  const revoke = async (applicationId: string) =>
    done(await revokeApproval(town.db, head, { applicationId, reason: 'DPR 445/2000 art. 75' }));

  it('is of what the ledger says was spent, once the benefit is revoked', async () => {
    const { applicationId } = await found();
    expect(await step(applicationId, 0, 'da richiedere')).toEqual(notAllowed);
    await revoke(applicationId);
    done(await step(applicationId, 0, 'da richiedere'));
    done(await step(applicationId, 0, 'da richiedere'));
    expect(await step(applicationId, 0, 'richiesta')).toMatchObject({ error: { code: 'changed-meanwhile' } });
    expect(await step(applicationId, 1, 'pagata')).toEqual(notAllowed);
    done(await step(applicationId, 1, 'richiesta', { note: 'Raccomandata 44' }));
    done(await step(applicationId, 2, 'iscritta a ruolo'));
    done(await step(applicationId, 3, 'pagata'));
    expect(await step(applicationId, 4, 'archiviata')).toEqual(notAllowed);
    const steps = await recoveryStepsOf(town.db, applicationId);
    expect(steps.map(({ state, amountCents }) => [state, amountCents])).toEqual(
      ['da richiedere', 'richiesta', 'iscritta a ruolo', 'pagata'].map((state) => [state, 4_550]),
    );
    expect(steps[1]).toMatchObject({ note: 'Raccomandata 44', day: today });
    const listed = (await recoveryList(town.db)).find((each) => each.applicationId === applicationId);
    expect(listed).toMatchObject({ state: 'pagata', amountCents: 4_550, openedOn: today });
    expect((await actsOn(applicationId)).slice(-4)).toEqual([
      'recovery.da-richiedere',
      'recovery.richiesta',
      'recovery.iscritta-a-ruolo',
      'recovery.pagata',
    ]);
    expect(await faults()).toEqual([]);
  });

  it('asks no more for what a shop took back after the revocation', async () => {
    const { applicationId, cashier, redemptionId } = await found();
    await revoke(applicationId);
    done(await step(applicationId, 0, 'da richiedere'));
    done(await voidRedemption(town.db, cashier, newId(), { redemptionId, reason: 'Merce resa' }));
    done(await step(applicationId, 1, 'richiesta'));
    const steps = await recoveryStepsOf(town.db, applicationId);
    expect(steps.map(({ amountCents }) => amountCents)).toEqual([4_550, 1_550]);
  });

  it('is not begun where nothing differs, nothing was spent, or the control is open', async () => {
    const unspent = await drawnApplication();
    done(await record(unspent.applicationId, await outcomesFor(unspent.applicationId, differs), true));
    await revoke(unspent.applicationId);
    expect(await step(unspent.applicationId, 0, 'da richiedere')).toEqual(notAllowed);
    const confirmed = await drawnApplication();
    const { cashier } = await town.shop();
    done(await redeemVoucher(town.db, cashier, newId(), { code: confirmed.code, amountCents: 100 }));
    done(await record(confirmed.applicationId, await outcomesFor(confirmed.applicationId)));
    await revoke(confirmed.applicationId);
    expect(await step(confirmed.applicationId, 0, 'da richiedere')).toEqual(notAllowed);
    done(await record(confirmed.applicationId, await outcomesFor(confirmed.applicationId), true));
    expect(await step(confirmed.applicationId, 0, 'da richiedere')).toEqual(notAllowed);
  });

  it.each(roles)('and the control before it are for the office, as a %s finds', async (role) => {
    const application = await found();
    const { applicationId } = application;
    await revoke(applicationId);
    const actor = role === 'esercente' ? (await town.shop()).cashier : await town.user(role);
    const sampleId = await preparedSample((await programme(1)).id, '100');
    const office = role === 'operatore' || role === 'responsabile';
    const outcomes = await outcomesFor(applicationId, differs);
    const answers = [
      await drawSample(town.db, actor, { sampleId, publicNumber: number, source }),
      await checkDeclarations(town.db, actor, { applicationId, outcomes, close: true }),
      await step(applicationId, 0, 'da richiedere', {}, actor),
    ];
    expect(answers.map(({ ok }) => ok)).toEqual([office, office, role === 'responsabile']);
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('not-found');
  });

  it('keeps the day it happened and a word on it', async () => {
    const { applicationId } = await found();
    await revoke(applicationId);
    for (const [field, input] of [
      ['day', { day: '2026-02-30' }],
      ['day', { day: '2999-01-01' }],
      ['note', { note: ' ' }],
    ] as const) {
      expect(await step(applicationId, 0, 'da richiedere', input)).toMatchObject({
        error: { faults: [{ field }] },
      });
    }
    expect(await step(applicationId, 0, 'saldata')).toMatchObject({
      error: { faults: [{ field: 'state' }] },
    });
  });

  it('keeps whose it is from being erased until it has ended; then no word of the control is left', async () => {
    const { id, applicationId } = await found();
    await revoke(applicationId);
    done(await step(applicationId, 0, 'da richiedere', { note: 'Al canarino' }));
    await closedSince(town, head, id, 13);
    await retained(town, head, id, 12);
    expect(done(await eraseRetained(town.db, { programmeId: id }))).toBe('held');
    done(await step(applicationId, 1, 'archiviata', { note: 'Al canarino' }));
    expect(done(await eraseRetained(town.db, { programmeId: id }))).toBe('done');
    const check = await checkOf(town.db, applicationId);
    expect(check?.outcomes.map(({ comparedWith, note }) => [comparedWith, note])).toEqual(
      check?.outcomes.map(() => ['—', '—']),
    );
    expect((await recoveryStepsOf(town.db, applicationId)).map(({ note }) => note)).toEqual(['—', '—']);
    expect(await town.db.$count(declarationChecks, eq(declarationChecks.applicationId, applicationId))).toBe(
      1,
    );
    expect(await faults()).toEqual([]);
  });
});
