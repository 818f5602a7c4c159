import { getTranslations } from 'next-intl/server';
import { formatEuro } from '@/domain/money';
import { ChartFrame } from './ChartFrame';
import { Columns } from './Columns';
import type { BudgetFacts } from './facts';

/** `2026-11-26` → `26/11`. */
const shortDay = (date = ''): string => date.slice(5).split('-').reverse().join('/');

const endsOf = (days: readonly string[]) => [shortDay(days[0]), shortDay(days.at(-1))] as const;

/** What was committed and what was spent each day: one above the other, to the same scale. */
export async function MoneyByDay({ facts }: { facts: BudgetFacts }) {
  const t = await getTranslations('budget');
  const series = [
    { text: t('committed'), values: facts.flow.map(({ committedCents }) => committedCents) },
    { text: t('spent'), values: facts.flow.map(({ spentCents }) => Math.max(spentCents, 0)) },
  ];
  const top = Math.max(...series.flatMap(({ values }) => values));
  return (
    <ChartFrame name="movimenti" facts={facts} empty={top <= 0}>
      {series.map(({ text, values }) => (
        <figure key={text}>
          <figcaption>{text}</figcaption>
          <Columns
            label={t('charts.moneyText', { what: text, most: `${formatEuro(Math.max(...values))} €` })}
            values={values}
            top={Math.max(top, 1)}
            topText={`${formatEuro(top)} €`}
            ends={endsOf(facts.days)}
          />
        </figure>
      ))}
    </ChartFrame>
  );
}

/** How many applications came in and how many were answered each day, to the same scale. */
export async function FlowByDay({ facts }: { facts: BudgetFacts }) {
  const t = await getTranslations('budget');
  const series = [
    { text: t('submitted'), values: facts.flow.map(({ submitted }) => submitted) },
    { text: t('approved'), values: facts.flow.map(({ approved }) => approved) },
    { text: t('waitListed'), values: facts.flow.map(({ waitListed }) => waitListed) },
    { text: t('rejected'), values: facts.flow.map(({ rejected }) => rejected) },
  ].filter(({ values }) => values.some((value) => value > 0));
  const top = Math.max(1, ...series.flatMap(({ values }) => values));
  return (
    <ChartFrame name="flusso" facts={facts} empty={series.length === 0}>
      {series.map(({ text, values }) => (
        <figure key={text}>
          <figcaption>{text}</figcaption>
          <Columns
            label={t('charts.flowText', { what: text, most: Math.max(...values) })}
            values={values}
            top={top}
            topText={String(top)}
            ends={endsOf(facts.days)}
          />
        </figure>
      ))}
    </ChartFrame>
  );
}
