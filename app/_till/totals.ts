import type { CounterFigures } from '@/db/queries/spends';

export type Figures = Pick<CounterFigures, 'count' | 'cents' | 'voidedCount' | 'voidedCents'>;

/** Figures together: spends that were taken back are told apart and count for nothing. */
export const totalOf = (figures: readonly Figures[]): Figures =>
  figures.reduce(
    (sum, { count, cents, voidedCount, voidedCents }) => ({
      count: sum.count + count,
      cents: sum.cents + cents,
      voidedCount: sum.voidedCount + voidedCount,
      voidedCents: sum.voidedCents + voidedCents,
    }),
    { count: 0, cents: 0, voidedCount: 0, voidedCents: 0 },
  );
