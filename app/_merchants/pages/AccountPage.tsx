import { getTranslations } from 'next-intl/server';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { maskedIban } from '@/domain/iban';
import { saveAccount } from '../actions';
import { AccountInputs } from '../fields';
import type { PartProps } from '../part-props';

/** Another account for what the merchant is paid. */
export async function AccountPage({ area, file: { merchant } }: PartProps) {
  const t = await getTranslations('merchants.account');
  return (
    <>
      <p>{t('lead')}</p>
      {merchant.iban && <p>{t('now', { iban: maskedIban(merchant.iban) })}</p>}
      <Form action={saveAccount} requiredNote>
        <HiddenField name="merchantId" value={merchant.id} />
        <AccountInputs />
        <Actions>
          <SubmitButton>{t('save')}</SubmitButton>
          <ButtonLink href={area.base} look="link">
            {t('back')}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  );
}
