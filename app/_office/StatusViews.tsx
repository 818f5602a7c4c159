import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { statusLook } from '@/app/_ui/status-look';
import { applicationStatuses, type ApplicationStatus } from '@/domain/application/status';
import { worklistHref } from './filters';

type Props = { counts: ReadonlyMap<ApplicationStatus, number>; current: string | undefined };

/** How many applications stand in each state; each number leads to its list. */
export async function StatusViews({ counts, current }: Props) {
  const [t, tStatus] = await Promise.all([getTranslations('office'), getTranslations('status')]);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const views = [
    { key: 'tutte', label: t('all'), count: all, href: worklistHref({}), color: 'white' },
    ...applicationStatuses
      .filter((status) => status !== 'bozza')
      .map((status) => ({
        key: status,
        label: tStatus(status),
        count: counts.get(status) ?? 0,
        href: worklistHref({ stato: status }),
        color: statusLook[status].color,
      })),
  ];
  return (
    <nav aria-label={t('views')} className="views no-print">
      <ul>
        {views.map(({ key, label, count, href, color }) => (
          <li key={key}>
            <Link
              href={href}
              className={`view status-${color}`}
              aria-current={(current ?? 'tutte') === key ? 'page' : undefined}
            >
              <strong>{count}</strong> {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
