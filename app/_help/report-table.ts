import { getTranslations } from 'next-intl/server';
import type { Measure, ServiceFigures } from '@/db/queries/tickets/report';

/** Office minutes as hours with one decimal, or nothing where nothing was reached. */
export const hoursOf = (minutes: number | null): number | null =>
  minutes === null ? null : Math.round(minutes / 6) / 10;

/** `2026-11` → `11/2026`. */
export const writeMonth = (month: string): string => month.split('-').reverse().join('/');

/** The report in figures, for its table and its file: months by subject. */
export async function reportTable(figures: readonly ServiceFigures[]): Promise<{
  header: string[];
  rows: string[][];
}> {
  const [t, tHelp] = await Promise.all([getTranslations('help.desk.report'), getTranslations('help')]);
  const measured = (what: string) => [
    `${what}: ${t('p50')}`,
    `${what}: ${t('p90')}`,
    `${what}: ${t('share')}`,
  ];
  const hours = (minutes: number | null): string => {
    const value = hoursOf(minutes);
    return value === null ? '' : t('hours', { hours: value });
  };
  const cells = ({ p50, p90, withinTerm }: Measure): string[] => [
    hours(p50),
    hours(p90),
    withinTerm === null ? '' : `${Math.round(withinTerm * 100)}%`,
  ];
  return {
    header: [
      t('month'),
      t('category'),
      t('opened'),
      ...measured(t('firstAnswer')),
      ...measured(t('resolution')),
    ],
    rows: figures.map(({ month, category, opened, firstAnswer, resolution }) => [
      writeMonth(month),
      category === null ? t('all') : tHelp(`categories.${category}`),
      String(opened),
      ...cells(firstAnswer),
      ...cells(resolution),
    ]),
  };
}
