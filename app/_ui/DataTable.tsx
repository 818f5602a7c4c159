import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId, type ReactNode } from 'react';
import type { StatusColor } from './status-look';

/** A column of a table of `Row`s. */
export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned figures. */
  number?: boolean;
  /** The cell names its row, for who listens. One per table. */
  rowHeader?: boolean;
  /** The address of this list sorted by this column. */
  sortHref?: string;
  sorted?: 'ascending' | 'descending';
};

type Props<Row> = {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowColor?: (row: Row) => StatusColor;
  /** On a phone each row becomes a card, or the table scrolls sideways where columns must be compared. */
  narrow?: 'cards' | 'scroll';
  /** The last row: one cell per column, by key. */
  totals?: Record<string, ReactNode>;
};

/** A table rendered on the server. Its roles are written out because changing the layout erases them in browsers. */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, captionHidden, columns, rows, rowKey, rowColor, narrow = 'cards', totals } = props;
  const t = useTranslations('table');
  const captionId = useId();
  const table = (
    <table role="table" aria-labelledby={captionId} className={`data-table table-${narrow}`}>
      <caption id={captionId} className={captionHidden ? 'visually-hidden' : undefined}>
        {caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              aria-sort={column.sorted}
              className={column.number ? 'number' : undefined}
            >
              {column.sortHref === undefined ? (
                column.header
              ) : (
                <Link href={column.sortHref} scroll={false}>
                  {column.header}
                  {column.sorted !== undefined && (
                    <>
                      <span aria-hidden="true">{column.sorted === 'ascending' ? '▲' : '▼'}</span>
                      <span className="visually-hidden">
                        {column.sorted === 'ascending' ? t('sortedAscending') : t('sortedDescending')}
                      </span>
                    </>
                  )}
                </Link>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" className={rowColor && colorClass(rowColor(row))}>
            {columns.map((column) => (
              <Cell key={column.key} column={column}>
                {column.cell(row)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
      {totals !== undefined && (
        <tfoot role="rowgroup">
          <tr role="row">
            {columns.map(({ key, header, number }) => (
              <Cell key={key} column={{ header: number ? header : '', number }}>
                {totals[key]}
              </Cell>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
  if (narrow === 'cards') return table;
  return (
    <div className="table-region" role="region" tabIndex={0} aria-label={t('scroll', { caption })}>
      {table}
    </div>
  );
}

type CellProps = { column: { header: string; number?: boolean; rowHeader?: boolean }; children: ReactNode };

function Cell({ column, children }: CellProps) {
  const empty = children === undefined || children === null || children === false || children === '';
  const className = [column.number && 'number', empty && 'cell-empty'].filter(Boolean).join(' ') || undefined;
  const content = (
    <>
      <span className="cell-label" aria-hidden="true">
        {column.header}
      </span>
      <span>{children}</span>
    </>
  );
  return column.rowHeader ? (
    <th role="rowheader" scope="row" className={className}>
      {content}
    </th>
  ) : (
    <td role="cell" className={className}>
      {content}
    </td>
  );
}

function colorClass(color: StatusColor): string {
  return `row-${color} status-${color}`;
}
