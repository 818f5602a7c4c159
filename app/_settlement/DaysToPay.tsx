import { getTranslations } from 'next-intl/server';
import { Columns } from '@/app/_budget/Columns';
import { DataTable } from '@/app/_ui/DataTable';
import type { DaysToPay as Figures } from '@/domain/settlement/days-to-pay';
import { daysOf } from '@/domain/calendar';
import { settlementTerms } from '@/domain/settlement/terms';

/** How many days merchants waited for their money, with the term as a line; the same as a table. */
export async function DaysToPay({ figures }: { figures: Figures | null }) {
  const t = await getTranslations('settlement.days');
  const term = daysOf(settlementTerms.payWithin, new Date(0));
  return (
    <section className="chart" aria-labelledby="giorni">
      <h3 id="giorni">{t('title')}</h3>
      {figures === null ? (
        <p>{t('none')}</p>
      ) : (
        <>
          <p>{t('figures', { median: figures.median, p90: figures.p90 })}</p>
          <Columns
            label={t('label', { median: figures.median, p90: figures.p90 })}
            values={[
              ...figures.byDay,
              ...Array.from({ length: Math.max(0, term + 1 - figures.byDay.length) }, () => 0),
            ]}
            topText={t('top', { count: Math.max(...figures.byDay) })}
            ends={['0', t('end', { days: Math.max(figures.byDay.length - 1, term) })]}
            marks={[{ at: term + 1, text: t('term', { days: term }), look: 'term' }]}
          />
          <details>
            <summary>{t('asTable')}</summary>
            <DataTable
              caption={t('title')}
              captionHidden
              narrow="scroll"
              rows={figures.byDay.map((notes, day) => ({ day, notes })).filter(({ notes }) => notes > 0)}
              rowKey={({ day }) => String(day)}
              columns={[
                { key: 'day', header: t('day'), rowHeader: true, cell: ({ day }) => day },
                { key: 'notes', header: t('notes'), number: true, cell: ({ notes }) => notes },
              ]}
            />
          </details>
        </>
      )}
    </section>
  );
}
