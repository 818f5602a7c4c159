import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { queueCounts } from '@/db/queries/tickets/queue';
import { ticketStatuses } from '@/domain/ticket/status';
import { queueHref, type QueueSearch } from './queue-search';

type Props = { search: QueueSearch; counts: Awaited<ReturnType<typeof queueCounts>> };

/** The states of the requests with how many there are of each: what is still to be done, one of them, or everything. */
export async function QueueViews({ search, counts }: Props) {
  const [t, tStatus] = await Promise.all([getTranslations('help.queue'), getTranslations('help.status')]);
  const states = ticketStatuses.filter((status) => counts.byStatus[status] > 0 || search.stato === status);
  const views = [
    { stato: undefined, label: t('toDo'), count: counts.toDo },
    ...states.map((stato) => ({ stato, label: tStatus(stato), count: counts.byStatus[stato] })),
    { stato: 'tutte' as const, label: t('all'), count: counts.all },
  ];
  return (
    <nav aria-label={t('views')} className="views">
      <ul>
        {views.map(({ stato, label, count }) => (
          <li key={label}>
            <Link
              href={queueHref(search, { stato })}
              className="view status-white"
              aria-current={search.stato === stato ? 'page' : undefined}
            >
              {label} <strong>{count}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
