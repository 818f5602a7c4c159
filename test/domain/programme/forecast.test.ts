import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecast, type ForecastInput, type OfficeDay } from '../../../domain/programme/forecast';

const day = (approvals: number, rejections = 0, committedCents = approvals * 30_000): OfficeDay => ({
  approvals,
  rejections,
  committedCents,
});
const days = (count: number, each: OfficeDay): OfficeDay[] => Array.from({ length: count }, () => each);

const given = (changes: Partial<ForecastInput> = {}): ForecastInput => ({
  residualCents: 600_000,
  days: days(14, day(1)),
  undecided: 0,
  waitingCents: 0,
  today: '2021-04-01',
  open: true,
  ...changes,
});

describe('the forecast of exhaustion', () => {
  it('is one day where the pace is steady', () => {
    // 20 vouchers are left, one is given a day.
    expect(forecast(given())).toEqual({
      kind: 'range',
      from: '2021-04-21',
      to: '2021-04-21',
      expectedCents: 0,
    });
  });

  it('lies between the pace of the week and that of the fortnight', () => {
    const quickening = [...days(7, day(1)), ...days(7, day(3))];
    expect(forecast(given({ days: quickening }))).toMatchObject({ from: '2021-04-08', to: '2021-04-11' });
    const slowing = [...days(7, day(3)), ...days(7, day(1))];
    expect(forecast(given({ days: slowing }))).toMatchObject({ from: '2021-04-11', to: '2021-04-21' });
  });

  it('counts what the undecided will take by the share approved and the mean amount, and who waits in full', () => {
    const halfRejected = days(14, day(1, 1));
    expect(forecast(given({ days: halfRejected, undecided: 10, waitingCents: 1_000 }))).toMatchObject({
      expectedCents: 5 * 30_000 + 1_000,
    });
  });

  it('says so where the money is there for all who can still ask for it', () => {
    expect(forecast(given({ open: false, undecided: 20 }))).toEqual({
      kind: 'enough',
      expectedCents: 600_000,
    });
    expect(forecast(given({ open: false, undecided: 21 })).kind).toBe('range');
  });

  it.each([
    ['nothing is known', []],
    ['there were nine approvals', days(9, day(1))],
    ['all came on two days', [day(10), day(10), ...days(12, day(0))]],
  ])('is none where %s', (_, known) => {
    expect(forecast(given({ days: known }))).toEqual({ kind: 'unforeseeable' });
  });

  it('is far where a year would not do', () => {
    expect(forecast(given({ residualCents: 30_000 * 366 })).kind).toBe('far');
  });

  it('is over where nothing is left', () => {
    expect(forecast(given({ residualCents: 0 }))).toEqual({ kind: 'exhausted' });
  });

  it('never comes sooner with more money, and its range never runs backwards', () => {
    const officeDay = fc.record({
      approvals: fc.nat(40),
      rejections: fc.nat(10),
      committedCents: fc.nat(2_000_000),
    });
    fc.assert(
      fc.property(
        fc.array(officeDay, { minLength: 1, maxLength: 28 }),
        fc.integer({ min: 1, max: 100_000_000 }),
        fc.nat(10_000_000),
        (known, residualCents, more) => {
          const first = forecast(given({ days: known, residualCents }));
          const richer = forecast(given({ days: known, residualCents: residualCents + more }));
          if (first.kind === 'range') expect(first.from <= first.to).toBe(true);
          if (first.kind === 'range' && richer.kind === 'range') expect(first.from <= richer.from).toBe(true);
          expect(first.kind === 'far' && richer.kind === 'range').toBe(false);
        },
      ),
    );
  });
});
