import { getTranslations } from 'next-intl/server';
import { phases, waitingPhase, type Phase } from '@/domain/application/phase';
import { formatEuro } from '@/domain/money';
import type { BudgetFacts } from './facts';

/** The charts of the page, by the name their table has in the address. */
export const tableNames = ['bilancio', 'movimenti', 'flusso', 'tempi', 'eta'] as const;

export type TableName = (typeof tableNames)[number];

/** A chart in figures: what is drawn, written out. */
export interface ChartTable {
  title: string;
  header: string[];
  rows: string[][];
}

/** The ages applications are grouped by, in completed days: the upper end of each, none for the last. */
export const ageBands = [
  { name: 'week', upTo: 7 },
  { name: 'fortnight', upTo: 15 },
  { name: 'month', upTo: 30 },
  { name: 'older', upTo: Infinity },
] as const;

/** How many applications of a phase are of an age. */
export function applicationsOf(ages: BudgetFacts['ages'], phase: Phase, band: number): number {
  const over = ageBands[band - 1]?.upTo ?? -1;
  const upTo = ageBands[band]?.upTo ?? Infinity;
  return ages
    .filter((each) => each.phase === phase && each.age > over && each.age <= upTo)
    .reduce((sum, { applications }) => sum + applications, 0);
}

/** The phases in which somebody stands. */
export const livePhases = (ages: BudgetFacts['ages']): Phase[] =>
  phases.filter((phase) => ages.some((each) => each.phase === phase && each.applications > 0));

const day = (date: string): string => date.split('-').reverse().join('/');

/** A chart's figures in the language of the page, for its table and its file. */
export async function chartTable(name: TableName, facts: BudgetFacts): Promise<ChartTable> {
  const t = await getTranslations('budget');
  const { budget, flow, ages, decided, waiting } = facts;
  switch (name) {
    case 'bilancio':
      return {
        title: t('charts.balance'),
        header: [t('tables.item'), t('tables.amount')],
        rows: [
          [t('allocated'), formatEuro(budget.allocatedCents)],
          [t('committed'), formatEuro(budget.committedCents)],
          [t('spent'), formatEuro(budget.spentCents)],
          [t('paid'), formatEuro(budget.paidCents)],
          [t('saved'), formatEuro(budget.savedCents)],
          [t('residual'), formatEuro(budget.residualCents)],
          [t('waitingFor'), formatEuro(waiting.cents)],
          ...('expectedCents' in facts.forecast
            ? [[t('expected'), formatEuro(facts.forecast.expectedCents)]]
            : []),
        ],
      };
    case 'movimenti':
      return {
        title: t('charts.money'),
        header: [t('tables.day'), t('committed'), t('spent')],
        rows: flow.map((each) => [
          day(each.day),
          formatEuro(each.committedCents),
          formatEuro(each.spentCents),
        ]),
      };
    case 'flusso':
      return {
        title: t('charts.flow'),
        header: [t('tables.day'), t('submitted'), t('approved'), t('waitListed'), t('rejected')],
        rows: flow.map((each) => [
          day(each.day),
          String(each.submitted),
          String(each.approved),
          String(each.waitListed),
          String(each.rejected),
        ]),
      };
    case 'tempi':
      return {
        title: t('charts.leadTimes'),
        header: [t('tables.days'), t('tables.applications')],
        rows: decided.map(({ days, applications }) => [String(days), String(applications)]),
      };
    case 'eta':
      return {
        title: t('charts.ages'),
        header: [t('tables.phase'), ...ageBands.map(({ name: band }) => t(`ages.${band}`))],
        rows: livePhases(ages).map((phase) => [
          phase === waitingPhase ? t('waitingFor') : t(`phases.${phase}`),
          ...ageBands.map((_, band) => String(applicationsOf(ages, phase, band))),
        ]),
      };
  }
}
