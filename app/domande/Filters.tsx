import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { DateField } from '@/app/_ui/DateField';
import { Icon } from '@/app/_ui/Icon';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { civilDate } from '@/domain/calendar';
import type { ListFilters } from '@/db/queries/list-filters';
import { filteredAddress, filterNames, type FilterName } from './filter-address';

type Props = {
  filters: ListFilters;
  /** The dates of all requests: the years there are to choose from. */ listedAt: Date[];
};

/** The manual's filters (fig. 1, fig. 10): a plain question in the address, so that a list can be kept and reloaded. */
export async function FilterForm({ filters, listedAt }: Props) {
  const [t, months] = await Promise.all([getTranslations('citizen.list'), monthNames()]);
  const years = [...new Set([new Date(), ...listedAt].map((at) => civilDate(at).slice(0, 4)))]
    .sort()
    .reverse();
  const text = (filter: FilterName) => ({
    name: filterNames[filter],
    label: t(filter),
    ...(filters[filter] !== undefined && { defaultValue: filters[filter] }),
  });
  return (
    <details className="fold" open>
      <summary>{t('filters')}</summary>
      <form action="/domande" role="search" aria-label={t('filters')}>
        <div className="search-grid">
          <SelectField
            {...text('year')}
            options={years.map((value) => ({ value, label: value }))}
            placeholder={t('any')}
          />
          <SelectField {...text('month')} options={months} placeholder={t('any')} />
          <DateField {...text('day')} />
          <TextField {...text('fiscalCode')} autoCapitalize="characters" spellCheck={false} />
          <TextField {...text('familyName')} />
          <TextField {...text('givenName')} />
        </div>
        <SubmitButton look="secondary" icon="search">
          {t('search')}
        </SubmitButton>
      </form>
    </details>
  );
}

/** What narrows the list now, each to be taken away by itself or all together. */
export async function ActiveFilters({ filters }: { filters: ListFilters }) {
  const [t, months] = await Promise.all([getTranslations('citizen.list'), monthNames()]);
  const shown = (filter: FilterName, value: string): string => {
    if (filter === 'month') return months.find((month) => month.value === value)?.label ?? value;
    return filter === 'day' ? value.split('-').reverse().join('/') : value;
  };
  return (
    <div className="active-filters">
      <p>{t('active')}</p>
      <ul>
        {(Object.entries(filters) as [FilterName, string][]).map(([filter, value]) => (
          <li key={filter}>
            <Link href={filteredAddress({ ...filters, [filter]: undefined })}>
              {t(filter)}: {shown(filter, value)}
              <Icon name="close" size="xs" />
              <span className="visually-hidden"> ({t('remove')})</span>
            </Link>
          </li>
        ))}
      </ul>
      <Link href="/domande">{t('clear')}</Link>
    </div>
  );
}

async function monthNames(): Promise<{ value: string; label: string }[]> {
  const name = new Intl.DateTimeFormat(await getLocale(), { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => {
    const label = name.format(Date.UTC(2021, month, 1));
    return { value: String(month + 1), label: label.charAt(0).toUpperCase() + label.slice(1) };
  });
}
