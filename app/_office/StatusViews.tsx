import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { statusLook } from '@/app/_ui/status-look';
import { countLimit } from '@/db/queries/worklist/counts';
import { phases, type Phase } from '@/domain/application/phase';
import { applicationStatuses, type ApplicationStatus } from '@/domain/application/status';
import { worklistHref, type TypedFilters, type TypedList } from './filters';
import { phaseWord } from './phase-words';

type Props = { counts: ReadonlyMap<ApplicationStatus | Phase, number>; list: TypedList };

/** How many applications stand in each state, and the open ones in each phase; each number leads to its list. */
export async function StatusViews({ counts, list }: Props) {
  const [t, tPhase, tStatus] = await Promise.all([
    getTranslations('worklist'),
    getTranslations('worklist.phases'),
    getTranslations('status'),
  ]);
  const count = (word: ApplicationStatus | Phase) => {
    const found = counts.get(word) ?? 0;
    return found > countLimit ? t('moreThan', { count: countLimit }) : found;
  };
  const view = (filters: TypedFilters, label: string, color: string, number?: number | string) => ({
    label,
    color,
    number,
    href: worklistHref({ filters, order: list.order }),
    current: JSON.stringify(filters) === JSON.stringify(list.filters),
  });
  const views = [
    view({}, t('all'), 'white'),
    ...applicationStatuses
      .filter((status) => status !== 'bozza')
      .map((status) => view({ stato: status }, tStatus(status), statusLook[status].color, count(status))),
  ];
  const open = phases.map((phase) =>
    view({ fase: phase }, tPhase(phaseWord[phase]), statusLook.presentata.color, count(phase)),
  );
  return (
    <nav aria-label={t('views')} className="views no-print">
      {[views, open].map((some, index) => (
        <ul key={index === 0 ? 'states' : 'phases'} className={index === 0 ? undefined : 'views-phases'}>
          {some.map(({ label, number, href, color, current }) => (
            <li key={label}>
              <Link
                href={href}
                className={`view status-${color}`}
                aria-current={current ? 'page' : undefined}
              >
                {number !== undefined && <strong>{number}</strong>} {label}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}
