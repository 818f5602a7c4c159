import { getTranslations } from 'next-intl/server';
import { DateTime } from '@/app/_ui/DateTime';
import type { reviewsOf } from '@/db/queries/control/reviews';
import { StateBadge } from './StateBadge';

/** What was found before, newest first, with how many there were then. */
export async function Reviews({ reviews }: { reviews: Awaited<ReturnType<typeof reviewsOf>> }) {
  if (reviews.length === 0) return null;
  const t = await getTranslations('control.review');
  return (
    <section className="control-section">
      <h2>{t('before')}</h2>
      <ul className="control-reviews">
        {reviews.map(({ id, finding, note, seen, by, at }) => (
          <li key={id}>
            <p>
              <StateBadge state={finding} /> <DateTime at={at} precision="minute" /> · {by} ·{' '}
              {t('seen', { count: seen.count })}
            </p>
            <p className="as-written">{note}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
