import { getTranslations } from 'next-intl/server';
import { Fieldset } from '@/app/_ui/Fieldset';
import { AccountInputs, BusinessInputs, ShopInputs } from './fields';

/** All that is asked of a business that joins: who it is, where it is paid, and its first shop. */
export async function EnrolmentInputs() {
  const t = await getTranslations('merchants.groups');
  return (
    <>
      <Fieldset legend={t('business')}>
        <BusinessInputs />
      </Fieldset>
      <Fieldset legend={t('account')} hint={t('accountHint')}>
        <AccountInputs />
      </Fieldset>
      <Fieldset legend={t('shop')} hint={t('shopHint')}>
        <ShopInputs prefix="shop." />
      </Fieldset>
    </>
  );
}
