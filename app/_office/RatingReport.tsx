import { getFormatter, getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/DataTable';
import { stars, type RatingReport as Report } from '@/domain/rating';

/** How people rated a programme's service: number, average, and how often each number of stars was given. */
export async function RatingReport({ report }: { report: Report | undefined }) {
  const [t, format] = await Promise.all([getTranslations('rating.report'), getFormatter()]);
  if (report === undefined) return null;
  const { count } = report;
  if (report.average === undefined) {
    return (
      <div className="rating-report">
        <h3>{t('title')}</h3>
        <p>{t('few', { count })}</p>
      </div>
    );
  }
  const { average, byStars } = report;
  return (
    <div className="rating-report">
      <h3>{t('title')}</h3>
      <p>{t('average', { count, average: format.number(average, { maximumFractionDigits: 1 }) })}</p>
      <DataTable
        caption={t('distribution')}
        rows={stars.toReversed()}
        rowKey={String}
        narrow="scroll"
        columns={[
          {
            key: 'stars',
            header: t('stars'),
            rowHeader: true,
            cell: (each) => t('starsOf', { count: each }),
          },
          { key: 'count', header: t('count'), number: true, cell: (each) => byStars[each] },
          { key: 'bar', header: t('share'), cell: (each) => <Bar share={byStars[each] / count} /> },
        ]}
      />
    </div>
  );
}

/** The part of the whole as a length, beside its number, which says it in words. */
function Bar({ share }: { share: number }) {
  return (
    <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect width={share * 100} height="14" />
    </svg>
  );
}
