import { getTranslations } from 'next-intl/server';
import { DateField } from '@/app/_ui/DateField';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { SpendFilter } from '@/db/queries/spends';
import type { TillPlace } from './place';

type Props = {
  asked: SpendFilter & { today: string };
  place: TillPlace;
  counters: readonly { id: string; name: string }[];
};

/** Which spends the movements show; a choice among one is not offered. */
export async function MovementsFilter({ asked, place, counters }: Props) {
  const t = await getTranslations('till.movements');
  const { from, to, today, shopId, actorId } = asked;
  return (
    <form action="/esercente/movimenti" className="day-filter no-print">
      <DateField name="dal" label={t('from')} defaultValue={from} max={today} />
      <DateField name="al" label={t('to')} defaultValue={to} max={today} />
      {place.boundTo === null && place.shops.length > 1 && (
        <SelectField
          name="negozio"
          label={t('shop')}
          placeholder={t('everyShop')}
          options={place.shops.map(({ id, name }) => ({ value: id, label: name }))}
          {...(shopId !== undefined && { defaultValue: shopId })}
        />
      )}
      {counters.length > 1 && (
        <SelectField
          name="da"
          label={t('by')}
          placeholder={t('everybody')}
          options={counters.map(({ id, name }) => ({ value: id, label: name }))}
          {...(actorId !== undefined && { defaultValue: actorId })}
        />
      )}
      <SubmitButton look="secondary">{t('show')}</SubmitButton>
    </form>
  );
}
