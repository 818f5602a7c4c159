import { getTranslations } from 'next-intl/server';
import { labelled } from '@/app/_citizen/labelled';
import type { FormState } from '@/app/_ui/form-state';
import { accountFields, businessFields, personFields, shopFields } from '@/domain/merchant/business';

const known = { ...shopFields, ...personFields, ...accountFields, ...businessFields };

/** A form's errors with the names of their fields. */
export async function labelledFields<S extends FormState>(state: S): Promise<S> {
  if (state.errors.length === 0) return state;
  const t = await getTranslations('merchants');
  return {
    ...state,
    ...labelled(state, (field) => {
      const name = field.replace(/^shop\./, '');
      if (name === 'categories') return t('fields.categories');
      if (name === 'from' || name === 'until' || name === 'reason') return t(`form.${name}`);
      if (field === 'shop.name') return t('fields.shopName');
      const own = Object.keys(known).find((each) => each === name) as keyof typeof known | undefined;
      return own && t(`fields.${own}`);
    }),
  };
}
