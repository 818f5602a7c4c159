import { applicationStatuses, type ApplicationStatus } from '../application/status';
import type { Cents } from '../money';
import { smallestCount, sumOf, suppressed, type PublishedCount } from './suppression';

/** A state that an application can be counted in: drafts are their owners' alone. */
export const countedStatuses = applicationStatuses.filter(
  (status): status is CountedStatus => status !== 'bozza',
);

type CountedStatus = Exclude<ApplicationStatus, 'bozza'>;

/** Households are counted by their members up to this; larger ones together. */
export const largestHousehold = 6;

/** What the database counts of a programme. */
export interface ProgrammeCounts {
  slug: string;
  name: string;
  byStatus: ReadonlyMap<CountedStatus, number>;
  /** By members, 1 to `largestHousehold`. */
  bySize: ReadonlyMap<number, number>;
  /** By civil month of registration, `YYYY-MM`. */
  byMonth: ReadonlyMap<string, number>;
  allocatedCents: Cents;
  /** Committed by approvals and not given back. */
  committedCents: Cents;
  spentCents: Cents;
  /** Vouchers with a spend that stands. */
  spendingVouchers: number;
}

/** What is published of a programme. Every hidden figure is null. */
export interface OpenFigures {
  slug: string;
  name: string;
  allocatedCents: Cents;
  committedCents: Cents | null;
  spentCents: Cents | null;
  /** Applications sent. */
  applications: PublishedCount;
  byStatus: { status: CountedStatus; applications: PublishedCount }[];
  bySize: { members: number; households: PublishedCount }[];
  byMonth: { month: string; applications: PublishedCount }[];
}

/**
 * The figures of a programme that may be published. The three tables share their total, and each is protected against
 * it. Amounts follow the people they belong to: what was committed is hidden with the number of the approved, what was
 * spent where fewer than `smallestCount` vouchers spent it.
 */
export function openFigures(counts: ProgrammeCounts): OpenFigures {
  const months = monthsBetween([...counts.byMonth.keys()]);
  const sizes = Array.from({ length: largestHousehold }, (_, index) => index + 1);
  const total = sumOf([...counts.byStatus.values()]);
  const byStatus = tableOf<CountedStatus>(countedStatuses, counts.byStatus);
  const approved = byStatus.find(([status]) => status === 'approvata')?.[1] ?? null;
  return {
    slug: counts.slug,
    name: counts.name,
    allocatedCents: counts.allocatedCents,
    committedCents: approved === null ? null : counts.committedCents,
    spentCents: counts.spendingVouchers < smallestCount ? null : counts.spentCents,
    applications: total < smallestCount ? null : total,
    byStatus: byStatus.map(([status, applications]) => ({ status, applications })),
    bySize: tableOf(sizes, counts.bySize).map(([members, households]) => ({ members, households })),
    byMonth: tableOf(months, counts.byMonth).map(([month, applications]) => ({ month, applications })),
  };
}

function tableOf<K>(keys: readonly K[], counts: ReadonlyMap<K, number>): [key: K, count: PublishedCount][] {
  const published = suppressed(keys.map((key) => counts.get(key) ?? 0));
  return keys.map((key, index) => [key, published?.[index] ?? null]);
}

/** Every month from the first to the last: one left out would tell that nobody applied in it. */
function monthsBetween(months: readonly string[]): string[] {
  const [first, last] = [months.toSorted()[0], months.toSorted().at(-1)];
  if (first === undefined || last === undefined) return [];
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  return Array.from({ length: number(last) - number(first) + 1 }, (_, index) => {
    const at = number(first) + index;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
