import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/Icon';
import { phases } from '@/domain/application/phase';
import { applicationStatuses } from '@/domain/application/status';
import { termChoices, without, worklistHref, type FilterName, type TypedList } from './filters';
import { monthNames } from './month-names';
import { phaseWord } from './phase-words';

type Props = {
  list: TypedList;
  programmes: readonly { slug: string; name: string }[];
  staff: readonly { username: string; name: string }[];
};

/** What narrows the list now, each to be taken away by itself. */
export async function FilterChips({ list, programmes, staff }: Props) {
  const chosen = Object.entries(list.filters) as [FilterName, string][];
  if (chosen.length === 0) return null;
  const [t, shown] = await Promise.all([getTranslations('worklist.filters'), writer({ programmes, staff })]);
  return (
    <div className="active-filters no-print">
      <p id="filtri-attivi">{t('active')}</p>
      <ul aria-labelledby="filtri-attivi">
        {chosen.map(([name, value]) => (
          <li key={name}>
            <Link href={worklistHref(without(list, name))}>
              {t(name === 'q' ? 'text' : name)}: {shown(name, value)}
              <Icon name="close" size="xs" />
              <span className="visually-hidden"> ({t('remove')})</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The value of a filter in the words of its field. */
async function writer({ programmes, staff }: Omit<Props, 'list'>) {
  const [t, tPhase, tStatus, locale] = await Promise.all([
    getTranslations('worklist.filters'),
    getTranslations('worklist.phases'),
    getTranslations('status'),
    getLocale(),
  ]);
  const months = monthNames(locale);
  return (name: FilterName, value: string): string => {
    switch (name) {
      case 'mese':
        return months[Number(value) - 1] ?? value;
      case 'giorno':
        return value.split('-').reverse().join('/');
      case 'stato': {
        const status = applicationStatuses.find((each) => each === value);
        return status ? tStatus(status) : value;
      }
      case 'fase': {
        const phase = phases.find((each) => each === value);
        return phase ? tPhase(phaseWord[phase]) : value;
      }
      case 'servizio':
        return programmes.find(({ slug }) => slug === value)?.name ?? value;
      case 'incarico':
        if (value === 'io') return t('me');
        if (value === 'nessuno') return t('nobody');
        return staff.find(({ username }) => username === value)?.name ?? value;
      case 'termine': {
        const choice = termChoices.find((each) => each === value);
        if (choice === undefined) return value;
        return choice === 'scaduto' ? t('overdue') : t('within', { days: Number(choice) });
      }
      case 'q':
      case 'anno':
      case 'cf':
      case 'cognome':
      case 'nome':
        return value;
    }
  };
}
