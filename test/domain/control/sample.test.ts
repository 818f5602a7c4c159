import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldTable } from '../../../domain/application/fields';
import { declarationsIn } from '../../../domain/control/check';
import {
  isRecoverable,
  isRecoveryOpen,
  nextRecoveryStates,
  recoveryStates,
} from '../../../domain/control/recovery';
import {
  digestOfList,
  readPercent,
  redrawCommands,
  sampleSize,
  writeList,
} from '../../../domain/control/sample';
import { commitmentTo, drawn, ticketOf } from '../../../domain/draw';
import { voucherStatuses } from '../../../domain/voucher/status';

describe('a sample', () => {
  it('has the percentage of the list, rounded up, and never nobody or more than there are', () => {
    const [listed, percent] = [fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 100 })];
    fc.assert(
      fc.property(listed, percent, (among, share) => {
        const size = sampleSize(among, share);
        expect(size).toBeGreaterThanOrEqual(1);
        expect(size).toBeLessThanOrEqual(among);
        expect(size * 100).toBeGreaterThanOrEqual(among * share);
        expect((size - 1) * 100).toBeLessThan(among * share);
      }),
    );
    expect([sampleSize(100, 7), sampleSize(101, 7), sampleSize(3, 1)]).toEqual([7, 8, 1]);
  });

  it.each([
    ['1', 1],
    [' 100 ', 100],
    ['05', 5],
    ['0', null],
    ['101', null],
    ['7,5', null],
    ['', null],
  ])('of %j per cent is of %j', (typed, percent) => expect(readPercent(typed)).toBe(percent));

  it('has a list that any machine digests alike', () => {
    const registrations = ['1/2026', '2/2026'];
    const told = execFileSync('sha256sum', { input: writeList(registrations), encoding: 'utf8' });
    expect(digestOfList(registrations)).toBe(told.slice(0, 64));
  });

  it('is drawn again by the lines of a shell that are shown', () => {
    const registrations = Array.from({ length: 30 }, (_, index) => `${index + 1}/2026`);
    const seed = { secret: 'b7b1d9', publicNumber: '12 45 7 88 31' };
    const cwd = mkdtempSync(path.join(tmpdir(), 'sample-'));
    try {
      writeFileSync(path.join(cwd, 'elenco.txt'), writeList(registrations));
      const lines = redrawCommands(seed, { file: 'elenco.txt', size: 7 });
      const told = (line: string) => execFileSync('sh', ['-c', line], { cwd, encoding: 'utf8' });
      expect(told(lines.secret).slice(0, 64)).toBe(commitmentTo(seed.secret));
      expect(told(lines.list).slice(0, 64)).toBe(digestOfList(registrations));
      const order = drawn('controllo', seed, registrations).slice(0, 7);
      expect(told(lines.draw)).toBe(
        order.map((each) => `${ticketOf('controllo', seed, each)} ${each}\n`).join(''),
      );
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });
});

describe('what is controlled', () => {
  it('is what was declared: sections that were answered, and the boxes that were ticked', () => {
    const values = Object.fromEntries(Object.keys(fieldTable).map((name) => [name, null]));
    expect(declarationsIn({ values: values as never, members: [] })).toEqual([
      'residence',
      'household',
      'monthlyMeans',
      'annualIncomes',
    ]);
    expect(
      declarationsIn({
        values: { ...values, 'isee.amount': 0, 'declarations.noLiquidity': true } as never,
        members: [],
      }),
    ).toEqual([
      'residence',
      'household',
      'monthlyMeans',
      'annualIncomes',
      'isee',
      'declarations.noLiquidity',
    ]);
  });
});

describe('a recovery', () => {
  it('begins where the benefit has ended and something was spent', () => {
    const allowed = [...voucherStatuses, null].flatMap((status) =>
      [false, true]
        .filter((closed) => isRecoverable({ status, closed, spentCents: 1 }))
        .map((closed) => [status, closed]),
    );
    expect(allowed).toEqual([
      ['esaurito', true],
      ['scaduto', false],
      ['scaduto', true],
      ['revocato', false],
      ['revocato', true],
    ]);
    expect(isRecoverable({ status: 'revocato', closed: false, spentCents: 0 })).toBe(false);
  });

  it('ends paid or given up, whatever way it takes', () => {
    expect(nextRecoveryStates(null)).toEqual(['da richiedere']);
    expect(recoveryStates.filter((state) => !isRecoveryOpen(state))).toEqual(['pagata', 'archiviata']);
    for (const state of recoveryStates) expect(nextRecoveryStates(state)).not.toContain('da richiedere');
  });
});
