import { getTranslations } from 'next-intl/server';
import { chooseShop } from '@/app/esercente/actions';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { TillPlace } from './place';

/** Which of a merchant's shops this device stands in, asked once before the first voucher. */
export async function ShopChoice({ place }: { place: TillPlace | null }) {
  const t = await getTranslations('till.shop');
  const shops = place?.shops ?? [];
  if (place === null || place.boundTo !== null || shops.length === 0) {
    return (
      <EmptyState title={t('none')} icon="cart">
        <p>{t('noneText')}</p>
      </EmptyState>
    );
  }
  return (
    <Form action={chooseShop} id="negozio">
      <h2>{t('title')}</h2>
      <p>{t('text')}</p>
      <RadioGroup
        name="shopId"
        label={t('field')}
        required
        options={shops.map(({ id, name }) => ({ value: id, label: name }))}
        {...(place.shop && { defaultValue: place.shop.id })}
      />
      <SubmitButton>{t('use')}</SubmitButton>
    </Form>
  );
}
