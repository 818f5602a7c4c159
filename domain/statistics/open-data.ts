import type { OpenFigures } from './open-figures';

/** CSV for spreadsheets and programs alike: UTF-8, commas, one figure a line, so that columns never change. */
export const figureColumns = ['programme', 'table', 'key', 'unit', 'value'] as const;

/** A figure as a line of the open data. `value` is null where it is hidden. */
interface FigureLine {
  programme: string;
  table: 'amounts' | 'total' | 'by-status' | 'by-household-size' | 'by-month';
  key: string;
  unit: 'eurocent' | 'applications' | 'households' | 'merchants';
  value: number | null;
}

/** All figures, a line each. */
export function figureLines(figures: readonly OpenFigures[], merchants: number): FigureLine[] {
  const lines = figures.flatMap(linesOf);
  return [
    ...lines,
    { programme: '', table: 'total', key: 'active-merchants', unit: 'merchants', value: merchants },
  ];
}

function linesOf(figures: OpenFigures): FigureLine[] {
  const { slug: programme } = figures;
  const amount = (key: string, value: number | null): FigureLine => ({
    programme,
    table: 'amounts',
    key,
    unit: 'eurocent',
    value,
  });
  return [
    amount('allocated', figures.allocatedCents),
    amount('committed', figures.committedCents),
    amount('spent', figures.spentCents),
    { programme, table: 'total', key: 'sent', unit: 'applications', value: figures.applications },
    ...figures.byStatus.map(({ status, applications: value }): FigureLine => ({
      programme,
      table: 'by-status',
      key: status,
      unit: 'applications',
      value,
    })),
    ...figures.bySize.map(({ members, households: value }): FigureLine => ({
      programme,
      table: 'by-household-size',
      key: String(members),
      unit: 'households',
      value,
    })),
    ...figures.byMonth.map(({ month, applications: value }): FigureLine => ({
      programme,
      table: 'by-month',
      key: month,
      unit: 'applications',
      value,
    })),
  ];
}

/** The lines as a CSV file (RFC 4180). Nothing in it comes from what people type: no field needs quotes. */
export const writeFigures = (lines: readonly FigureLine[]): string =>
  [
    figureColumns.join(','),
    ...lines.map((line) => figureColumns.map((column) => line[column] ?? '').join(',')),
  ]
    .map((line) => `${line}\r\n`)
    .join('');
