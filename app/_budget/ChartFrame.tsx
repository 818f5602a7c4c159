import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DataTable } from '@/app/_ui/DataTable';
import { Icon } from '@/app/_ui/Icon';
import { budgetHref } from './address';
import type { BudgetFacts } from './facts';
import { chartTable, type TableName } from './tables';

type Props = {
  name: TableName;
  facts: BudgetFacts;
  /** Shown in place of the drawing where there is nothing to draw. */
  empty?: boolean;
  children: ReactNode;
};

/** A drawing with its title, its figures as a table, and the same as a file. */
export async function ChartFrame({ name, facts, empty = false, children }: Props) {
  const [t, table] = await Promise.all([getTranslations('budget'), chartTable(name, facts)]);
  return (
    <section className="chart" aria-labelledby={`grafico-${name}`}>
      <h3 id={`grafico-${name}`}>{table.title}</h3>
      {empty ? <p>{t('nothingYet')}</p> : children}
      <details>
        <summary>{t('asTable')}</summary>
        <DataTable
          caption={table.title}
          captionHidden
          narrow="scroll"
          rows={table.rows}
          rowKey={([first = '']) => first}
          columns={table.header.map((header, index) => ({
            key: header,
            header,
            number: index > 0,
            rowHeader: index === 0,
            cell: (row: string[]) => row[index],
          }))}
        />
      </details>
      <p className="no-print">
        <a href={budgetHref(facts.programme.id, `/dati/${name}`)} download>
          <Icon name="download" size="sm" />
          {t('csvOf', { title: table.title })}
        </a>
      </p>
    </section>
  );
}
