import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { deskLevels, ticketCategories } from '@/domain/ticket/service-levels';
import type { QueueSearch } from './queue-search';

/** The search and the filters of the queue. A GET form: the address holds what is asked for. */
export async function QueueFilters({ search }: { search: QueueSearch }) {
  const [t, tDesk, tHelp] = await Promise.all([
    getTranslations('help.queue'),
    getTranslations('help.desk'),
    getTranslations('help'),
  ]);
  const { stato, argomento, livello, mano, q } = search;
  return (
    <form action="/supporto" role="search" aria-label={t('search')} className="queue-search no-print">
      {stato !== undefined && <input type="hidden" name="stato" value={stato} />}
      <TextField
        name="q"
        type="search"
        label={t('text')}
        hint={t('textHint')}
        defaultValue={q}
        maxLength={100}
      />
      <SelectField
        name="mano"
        label={t('assignee')}
        placeholder={t('anybody')}
        defaultValue={mano}
        options={[
          { value: 'io', label: t('mine') },
          { value: 'nessuno', label: t('free') },
        ]}
      />
      <SelectField
        name="argomento"
        label={t('category')}
        placeholder={t('any')}
        defaultValue={argomento}
        options={ticketCategories.map((each) => ({ value: each, label: tHelp(`categories.${each}`) }))}
      />
      <SelectField
        name="livello"
        label={t('level')}
        placeholder={t('any')}
        defaultValue={livello}
        options={deskLevels.map((each) => ({ value: each, label: tDesk(`levels.${each}`) }))}
      />
      <div className="queue-search-go">
        <SubmitButton look="secondary" icon="search">
          {t('go')}
        </SubmitButton>
        {[argomento, livello, mano, q].some(Boolean) && (
          <ButtonLink href="/supporto" look="link">
            {t('clear')}
          </ButtonLink>
        )}
      </div>
    </form>
  );
}
