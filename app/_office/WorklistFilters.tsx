import { getLocale, getTranslations } from 'next-intl/server';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DateField } from '@/app/_ui/DateField';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { searchWorklist } from '@/app/operatore/actions';
import { firstYear } from '@/db/queries/list-filters';
import { phases } from '@/domain/application/phase';
import { applicationStatuses } from '@/domain/application/status';
import { termChoices, type TypedList } from './filters';
import { monthNames } from './month-names';
import { phaseWord } from './phase-words';

type Props = {
  list: TypedList;
  programmes: readonly { slug: string; name: string }[];
  staff: readonly { username: string; name: string }[];
  /** The newest year that can be asked for. */
  thisYear: number;
};

/** The search, the manual's filters (fig. 10) and the office's own. Posted, so that no name stands in an address. */
export async function WorklistFilters({ list, programmes, staff, thisYear }: Props) {
  const { filters: typed, order } = list;
  const [t, tPhase, tStatus, locale] = await Promise.all([
    getTranslations('worklist.filters'),
    getTranslations('worklist.phases'),
    getTranslations('status'),
    getLocale(),
  ]);
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_, index) => String(thisYear - index));
  const statuses = applicationStatuses.filter((status) => status !== 'bozza');
  // State and phase stand above as numbers to choose by; what is active stands below as chips.
  const narrowed = Object.keys(typed).some((name) => !['q', 'stato', 'fase'].includes(name));
  const any = t('any');
  return (
    <form action={searchWorklist} role="search" aria-label={t('title')} className="worklist-search no-print">
      {order !== '-data' && <HiddenField name="ordine" value={order} />}
      <div className="worklist-search-line">
        <TextField
          name="q"
          type="search"
          label={t('text')}
          hint={t('textHint')}
          defaultValue={typed.q}
          maxLength={100}
        />
        <SubmitButton icon="search">{t('search')}</SubmitButton>
      </div>
      <details className="filters" open={narrowed}>
        <summary>{t('title')}</summary>
        <div className="filter-grid">
          <SelectField
            name="anno"
            label={t('anno')}
            placeholder={any}
            defaultValue={typed.anno}
            options={years.map((year) => ({ value: year, label: year }))}
          />
          <SelectField
            name="mese"
            label={t('mese')}
            placeholder={any}
            defaultValue={typed.mese}
            options={monthNames(locale).map((label, index) => ({ value: String(index + 1), label }))}
          />
          <DateField name="giorno" label={t('giorno')} defaultValue={typed.giorno} />
          <TextField
            name="cf"
            label={t('cf')}
            hint={t('cfHint')}
            defaultValue={typed.cf}
            autoCapitalize="characters"
          />
          <TextField name="cognome" label={t('cognome')} defaultValue={typed.cognome} />
          <TextField name="nome" label={t('nome')} defaultValue={typed.nome} />
          <SelectField
            name="stato"
            label={t('stato')}
            placeholder={any}
            defaultValue={typed.stato}
            options={statuses.map((status) => ({ value: status, label: tStatus(status) }))}
          />
          <SelectField
            name="fase"
            label={t('fase')}
            placeholder={any}
            defaultValue={typed.fase}
            options={phases.map((phase) => ({ value: phase, label: tPhase(phaseWord[phase]) }))}
          />
          <SelectField
            name="servizio"
            label={t('servizio')}
            placeholder={any}
            defaultValue={typed.servizio}
            options={programmes.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
          <SelectField
            name="incarico"
            label={t('incarico')}
            placeholder={any}
            defaultValue={typed.incarico}
            options={[
              { value: 'io', label: t('me') },
              { value: 'nessuno', label: t('nobody') },
              ...staff.map(({ username, name }) => ({ value: username, label: name })),
            ]}
          />
          <SelectField
            name="termine"
            label={t('termine')}
            placeholder={any}
            defaultValue={typed.termine}
            options={termChoices.map((value) => ({
              value,
              label: value === 'scaduto' ? t('overdue') : t('within', { days: Number(value) }),
            }))}
          />
        </div>
        <Actions>
          <SubmitButton look="secondary" icon="funnel">
            {t('apply')}
          </SubmitButton>
          {Object.keys(typed).length > 0 && (
            <ButtonLink href="/operatore" look="link">
              {t('clear')}
            </ButtonLink>
          )}
        </Actions>
      </details>
    </form>
  );
}
