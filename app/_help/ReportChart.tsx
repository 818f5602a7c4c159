import { getTranslations } from 'next-intl/server';
import type { Measure, ServiceFigures } from '@/db/queries/tickets/report';
import { hoursOf, writeMonth } from './report-table';

type Props = {
  what: string;
  months: readonly ServiceFigures[];
  measure: (figures: ServiceFigures) => Measure;
};

const row = 10;

/** For each month two bars drawn on the server, half of the requests and nine in ten of them, with their figures beside. */
export async function ReportChart({ what, months, measure }: Props) {
  const t = await getTranslations('help.desk.report');
  const values = months.map((each) => ({ month: each.month, ...measure(each) }));
  const most = Math.max(1, ...values.flatMap(({ p50, p90 }) => [hoursOf(p50) ?? 0, hoursOf(p90) ?? 0]));
  return (
    <figure className="report-chart">
      <figcaption>{what}</figcaption>
      <ul>
        {values.map(({ month, p50, p90, withinTerm }) => (
          <li key={month}>
            <span className="report-month">{writeMonth(month)}</span>
            <svg
              viewBox={`0 0 100 ${2 * row}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={t('chart', { what, most })}
            >
              <rect
                className="report-p50"
                width={((hoursOf(p50) ?? 0) / most) * 100}
                height={row - 2}
                y="1"
              />
              <rect
                className="report-p90"
                width={((hoursOf(p90) ?? 0) / most) * 100}
                height={row - 2}
                y={row + 1}
              />
            </svg>
            <span className="report-words">
              {p50 !== null && `${t('p50')} ${t('hours', { hours: hoursOf(p50) ?? 0 })}, `}
              {p90 !== null && `${t('p90')} ${t('hours', { hours: hoursOf(p90) ?? 0 })}`}
              {withinTerm !== null && ` · ${t('target', { percent: Math.round(withinTerm * 100) })}`}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
