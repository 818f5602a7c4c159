import { getTranslations } from 'next-intl/server';
import type { Cents } from '@/domain/money';
import { figureLines, type Figures } from '@/domain/programme/rehearsal/figures';
import { largestHousehold } from '@/domain/statistics/open-figures';
import type { PublishedCount } from '@/domain/statistics/suppression';
import type { Outcome } from './outcome';

type Told = Extract<Outcome, { kind: 'figures' }>;

/** A figure of the draft, and of the other rules beside it. Null is hidden; undefined is none at all. */
export interface Row {
  label: string;
  unit: 'households' | 'cents';
  draft: number | null | undefined;
  other: number | null | undefined;
}

/** The figures that are one number each. */
export async function summaryRows({ figures, other, population }: Told): Promise<Row[]> {
  const t = await getTranslations('rehearsal');
  const beside = other ? figureLines(other.figures) : [];
  return figureLines(figures).map(({ key, unit, value }, at) => ({
    label: t(key === 'households' ? `totals.${population}` : `lines.${key}`),
    unit,
    draft: value,
    other: beside[at]?.value,
  }));
}

/** Whom each criterion excludes, each tier and each size of household holds: what only one of the rules has is missing beside. */
export async function partRows({ figures, other }: Told): Promise<Row[]> {
  const t = await getTranslations('rehearsal');
  const countsOf = ({ criteria, tiers, bySize }: Figures): Map<string, PublishedCount> =>
    new Map([
      ...criteria.map(({ text, fails }) => [t('excludedBy', { text }), fails] as const),
      ...tiers.map(
        ({ text, households }) => [text === null ? t('noTier') : t('inTier', { text }), households] as const,
      ),
      ...bySize.map(({ members, households }) => [sizeName(t, members), households] as const),
    ]);
  const [own, beside] = [
    countsOf(figures),
    other ? countsOf(other.figures) : new Map<string, PublishedCount>(),
  ];
  return [...new Set([...own.keys(), ...beside.keys()])].map((label) => ({
    label,
    unit: 'households',
    draft: own.get(label),
    other: beside.get(label),
  }));
}

/** Households of so many members, in words. */
export const sizeName = (
  t: Awaited<ReturnType<typeof getTranslations<'rehearsal'>>>,
  members: number,
): string => t(members === largestHousehold ? 'ofMembersOrMore' : 'ofMembers', { members });

/** What the draft's figure is more than the other's; null where one of them is hidden or missing. */
export const differenceOf = ({ draft, other }: Row): number | null =>
  typeof draft === 'number' && typeof other === 'number' ? draft - other : null;

/** A figure as a cell of a file. */
export function cellOf(
  unit: Row['unit'],
  value: number | null | undefined,
  hidden: string,
): string | number | { cents: Cents } {
  if (value === null) return hidden;
  if (value === undefined) return '';
  return unit === 'cents' ? { cents: value } : value;
}
