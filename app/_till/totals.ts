import type { movements } from '@/db/queries/till';
import type { Cents } from '@/domain/money';

export type Movement = Awaited<ReturnType<typeof movements>>[number];

/** How many spends stand and what they come to: those taken back do not count. */
export function totalOf(spends: readonly Pick<Movement, 'amountCents' | 'voidedAt'>[]): {
  count: number;
  cents: Cents;
} {
  const standing = spends.filter(({ voidedAt }) => voidedAt === null);
  return { count: standing.length, cents: standing.reduce((sum, { amountCents }) => sum + amountCents, 0) };
}
