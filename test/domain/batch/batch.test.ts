import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRegistration, writeRegistration } from '../../../domain/application/registration';
import { batchStage } from '../../../domain/batch/batch';
import { effectOn } from '../../../domain/batch/budget';
import { forecastDecision, type Standing, type WantedDecision } from '../../../domain/batch/forecast';
import { readResult } from '../../../domain/batch/results';

const presented: Standing = {
  status: 'presentata',
  phase: 'da istruire',
  eventNumber: 2,
  operatorId: null,
  approvedCents: null,
  evaluation: { admissible: 'holds', amountCents: 30_000 },
  noticeOwed: false,
  countersignAboveCents: null,
};

const approve: WantedDecision = { outcome: 'approvata', amountCents: 'proposed', reason: null };
const reject: WantedDecision = { outcome: 'respinta', reasonCodes: ['altro'], reason: 'No' };
const amount = (amountCents: number, reason: string | null = null): WantedDecision => ({
  outcome: 'approvata',
  amountCents,
  reason,
});

describe('the forecast of a decision', () => {
  it.each([
    [{}, approve, null],
    [{}, reject, null],
    [{}, amount(30_000), null],
    [{}, amount(20_000, 'Meno'), null],
    [{}, amount(20_000), 'invalid'],
    [{ evaluation: { admissible: 'holds', amountCents: null } }, approve, 'no-proposal'],
    [{ evaluation: { admissible: 'holds', amountCents: 0 } }, approve, 'no-proposal'],
    [{ phase: 'integrazione richiesta' }, approve, null],
    [{ phase: 'integrazione richiesta' }, reject, 'wrong-phase'],
    [{ phase: 'preavviso di rigetto' }, reject, 'wrong-phase'],
    [{ noticeOwed: true }, reject, 'notice-owed'],
    [{ noticeOwed: true }, approve, null],
    [{ phase: 'alla firma' }, approve, 'wrong-phase'],
    [{ phase: 'alla firma' }, reject, 'wrong-phase'],
    [{ phase: "in lista d'attesa" }, approve, 'wrong-phase'],
    [{ phase: "in lista d'attesa" }, reject, null],
    [{ status: 'approvata', phase: null, approvedCents: 30_000 }, approve, 'decided-so'],
    [{ status: 'approvata', phase: null, approvedCents: 30_000 }, amount(30_000), 'decided-so'],
    [{ status: 'approvata', phase: null, approvedCents: 30_000 }, amount(20_000), 'decided-otherwise'],
    [{ status: 'approvata', phase: null, approvedCents: 30_000 }, reject, 'decided-otherwise'],
    [{ status: 'respinta', phase: null }, reject, 'decided-so'],
    [{ status: 'respinta', phase: null }, approve, 'decided-otherwise'],
    [{ status: 'annullata', phase: null }, approve, 'ended'],
    [{ status: 'bozza', phase: null }, approve, 'unknown-registration'],
  ] as [Partial<Standing>, WantedDecision, string | null][])('%j, %j: %s', (standing, wanted, code) => {
    const { task, refusal } = forecastDecision({ ...presented, ...standing }, wanted, 'me');
    expect(refusal?.code ?? null).toBe(code);
    expect(task === null).toBe(code !== null);
  });

  it.each([
    [{ evaluation: { admissible: 'fails', amountCents: 30_000 } }, approve, ['not-admissible']],
    [{ evaluation: { admissible: 'fails', amountCents: 30_000 } }, reject, []],
    [{ evaluation: { admissible: 'unknown', amountCents: 30_000 } }, approve, ['to-verify']],
    [{ phase: 'preavviso di rigetto' }, approve, ['waits-for-citizen']],
    [{ countersignAboveCents: 29_999 }, approve, ['countersign']],
    [{ countersignAboveCents: 30_000 }, approve, []],
    [{ countersignAboveCents: 30_000 }, amount(30_001, 'Di più'), ['countersign']],
    [{ operatorId: 'other' }, reject, ['in-charge']],
    [{ operatorId: 'me' }, approve, []],
  ] as [Partial<Standing>, WantedDecision, string[]][])(
    '%j, %j warns of %j',
    (standing, wanted, warnings) => {
      expect(forecastDecision({ ...presented, ...standing }, wanted, 'me').warnings).toEqual(warnings);
    },
  );

  it('carries what is done: the amount, what it departs from, and how far the story had come', () => {
    expect(forecastDecision(presented, amount(20_000, 'Meno'), 'me').task).toEqual({
      act: 'approva',
      eventNumber: 2,
      amountCents: 20_000,
      proposedCents: 30_000,
      reason: 'Meno',
    });
  });
});

describe('the effect on the fund', () => {
  it('asks one by one, so that a smaller one may fit after a larger', () => {
    const effect = { count: 4, totalCents: 160, residualCents: 100, afterCents: 0, unfit: 1 };
    expect(effectOn(100, [50, 60, 30, 20])).toEqual(effect);
  });

  it('never takes more than there is, and accounts for every cent', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), amounts, (residualCents, each) => {
        const { totalCents, afterCents, unfit, count } = effectOn(residualCents, each);
        expect(afterCents).toBeGreaterThanOrEqual(0);
        expect(unfit === 0).toBe(residualCents - afterCents === totalCents);
        expect(count).toBe(each.length);
      }),
    );
  });
});

describe('a row of results', () => {
  const row = (registration: string, outcome: string, cents = '', reason = '', reasonCodes = '') =>
    readResult({ registration, outcome, amount: cents, reasonCodes, reason });

  it.each([
    [
      row('11625/2021', 'Approvata', '1.300,50'),
      { outcome: 'approvata', amountCents: 130_050, reason: null },
    ],
    [
      row('0000007/2021', 'AMMESSO', '€ 300', 'ok'),
      { outcome: 'approvata', amountCents: 30_000, reason: 'ok' },
    ],
    [
      row('7 / 2021', 'non  ammessa', '', 'Reddito'),
      { outcome: 'respinta', reasonCodes: ['altro'], reason: 'Reddito' },
    ],
    [
      row('7/2021', 'respinta', 'boh', 'Reddito'),
      { outcome: 'respinta', reasonCodes: ['altro'], reason: 'Reddito' },
    ],
    [
      row('7/2021', 'respinta', '', '', 'Liquidita, isee-sopra-soglia'),
      { outcome: 'respinta', reasonCodes: ['isee-sopra-soglia', 'liquidita'], reason: null },
    ],
  ])('%#: is read', (read, wanted) => {
    expect(read).toMatchObject({ wanted });
  });

  it.each([
    [row('', '', ''), ['registration required', 'outcome required']],
    [row('gen-21', 'forse', '1'), ['registration registration', 'outcome result-outcome']],
    [row('7/2021', 'approvata'), ['amount required']],
    [row('7/2021', 'approvata', '300.50'), ['amount money']],
    [row('7/2021', 'approvata', '0'), ['amount money']],
    [row('7/2021', 'approvata', '-5'), ['amount money']],
    [row('7/2021', 'respinta', '300'), ['reason required']],
    [row('7/2021', 'respinta', '', 'x'.repeat(1_001)), ['reason too-long']],
    [row('7/2021', 'respinta', '', 'Reddito', 'reddito'), ['reasonCodes reason-code']],
    [row('7/2021', 'respinta', '', '', 'liquidita altro'), ['reason required']],
  ])('%#: is told what is wrong, cell by cell', (read, expected) => {
    expect(read.faults?.map(({ field, code }) => `${field} ${code}`)).toEqual(expected);
  });
});

describe('a protocol number', () => {
  it('is read as it is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.integer({ min: 2000, max: 2999 }),
        (number, year) => {
          expect(readRegistration(writeRegistration({ number, year }))).toEqual({ number, year });
        },
      ),
    );
  });

  it.each(['', '7', '0/2021', '7/21', '7-2021', '7/2021/1', 'x7/2021', '1e3/2021', '7/2021 bis'])(
    '%j is none',
    (text) => {
      expect(readRegistration(text)).toBeNull();
    },
  );
});

it('a batch stands where its moments say', () => {
  const at = new Date();
  const moments = { readyAt: null, confirmedAt: null, finishedAt: null, cancelledAt: null };
  expect(batchStage(moments)).toBe('lettura');
  expect(batchStage({ ...moments, readyAt: at })).toBe('anteprima');
  expect(batchStage({ ...moments, readyAt: at, confirmedAt: at })).toBe('in corso');
  expect(batchStage({ ...moments, readyAt: at, confirmedAt: at, cancelledAt: at })).toBe('annullato');
  expect(batchStage({ ...moments, readyAt: at, confirmedAt: at, finishedAt: at })).toBe('finito');
});
