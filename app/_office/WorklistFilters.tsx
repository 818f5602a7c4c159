import { getLocale, getTranslations } from 'next-intl/server';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DateField } from '@/app/_ui/DateField';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { applicationStatuses } from '@/domain/application/status';
import type { TypedFilters } from './filters';

type Props = {
  typed: TypedFilters;
  programmes: readonly { slug: string; name: string }[];
  /** The newest year that can be asked for. */
  thisYear: number;
};

/** The manual's first year (§ 1, fig. 1): nothing is older. */
const firstYear = 2020;

/** The manual's filters (fig. 10) and the office's own two. A GET form: the address holds what is filtered. */
export async function WorklistFilters({ typed, programmes, thisYear }: Props) {
  const [t, tStatus, locale] = await Promise.all([
    getTranslations('office.filters'),
    getTranslations('status'),
    getLocale(),
  ]);
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_, index) => String(thisYear - index));
  const statuses = applicationStatuses.filter((status) => status !== 'bozza');
  const filtered = Object.keys(typed).length > 0;
  const any = t('any');
  return (
    <details className="filters no-print" open={filtered}>
      <summary>{t('title')}</summary>
      <form action="/operatore" aria-label={t('title')}>
        <div className="filter-grid">
          <SelectField
            name="anno"
            label={t('year')}
            placeholder={any}
            defaultValue={typed.anno}
            options={years.map((year) => ({ value: year, label: year }))}
          />
          <SelectField
            name="mese"
            label={t('month')}
            placeholder={any}
            defaultValue={typed.mese}
            options={monthNames(locale).map((label, index) => ({ value: String(index + 1), label }))}
          />
          <DateField name="giorno" label={t('day')} defaultValue={typed.giorno} />
          <TextField name="cf" label={t('fiscalCode')} defaultValue={typed.cf} autoCapitalize="characters" />
          <TextField name="cognome" label={t('familyName')} defaultValue={typed.cognome} />
          <TextField name="nome" label={t('givenName')} defaultValue={typed.nome} />
          <SelectField
            name="stato"
            label={t('status')}
            placeholder={any}
            defaultValue={typed.stato}
            options={statuses.map((status) => ({ value: status, label: tStatus(status) }))}
          />
          <SelectField
            name="servizio"
            label={t('programme')}
            placeholder={any}
            defaultValue={typed.servizio}
            options={programmes.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        </div>
        <Actions>
          <SubmitButton look="secondary" icon="funnel">
            {t('apply')}
          </SubmitButton>
          {filtered && (
            <ButtonLink href="/operatore" look="link">
              {t('clear')}
            </ButtonLink>
          )}
        </Actions>
      </form>
    </details>
  );
}

function monthNames(locale: string): string[] {
  const formatter = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => {
    const name = formatter.format(new Date(Date.UTC(2020, month, 1)));
    return name.charAt(0).toUpperCase() + name.slice(1);
  });
}
