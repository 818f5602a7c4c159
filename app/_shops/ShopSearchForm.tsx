import { getTranslations } from 'next-intl/server';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { shopCategories } from '@/domain/merchant/categories';
import type { OpenShop, ShopSearch } from '@/domain/merchant/directory';

type Props = { search: ShopSearch; shops: readonly OpenShop[] };

/** The search, a GET form: the address holds what is looked for. Only what some shop sells can be chosen. */
export async function ShopSearchForm({ search, shops }: Props) {
  const [t, tCategory] = await Promise.all([
    getTranslations('shopList'),
    getTranslations('shopList.categories'),
  ]);
  const sold = shopCategories.filter(
    (category) =>
      category === search.category || shops.some(({ categories }) => categories.includes(category)),
  );
  return (
    <form action="/esercenti" role="search" aria-label={t('search')} className="shop-search no-print">
      <TextField
        name="q"
        type="search"
        label={t('text')}
        hint={t('textHint')}
        defaultValue={search.text}
        maxLength={100}
      />
      <SelectField
        name="categoria"
        label={t('category')}
        placeholder={t('anyCategory')}
        defaultValue={search.category ?? ''}
        options={sold.map((value) => ({ value, label: tCategory(value) }))}
      />
      <SubmitButton icon="search">{t('search')}</SubmitButton>
    </form>
  );
}
