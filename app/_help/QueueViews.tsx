import Link from 'next/link';
import { getTranslations } from 'next-intl/server';

/** What is still to be done, or everything. */
export async function QueueViews({ all }: { all: boolean }) {
  const t = await getTranslations('help.queue');
  const views = [
    { href: '/supporto', label: t('open'), current: !all },
    { href: '/supporto?stato=tutte', label: t('all'), current: all },
  ];
  return (
    <nav aria-label={t('views')} className="views">
      <ul>
        {views.map(({ href, label, current }) => (
          <li key={href}>
            <Link href={href} className="view status-white" aria-current={current ? 'page' : undefined}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
