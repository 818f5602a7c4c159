import { getTranslations } from 'next-intl/server';
import { DateField } from '@/app/_ui/DateField';
import { Fieldset } from '@/app/_ui/Fieldset';
import { TextField } from '@/app/_ui/TextField';
import { ProvinceField } from './ProvinceField';

/**
 * The manual's request for access codes (§ 1.6). The browser fills in and remembers only the person's own data.
 */
export async function PersonFields({ own = false }: { own?: boolean }) {
  const t = await getTranslations('access');
  const fill = (what: string): string => (own ? what : 'off');
  return (
    <Fieldset legend={t('accredit.request')}>
      <TextField
        name="familyName"
        label={t('familyName')}
        hint={t('familyNameHint')}
        autoComplete={fill('family-name')}
        required
      />
      <TextField name="givenName" label={t('givenName')} autoComplete={fill('given-name')} required />
      <TextField
        name="fiscalCode"
        label={t('fiscalCode')}
        hint={t('fiscalCodeHint')}
        autoCapitalize="characters"
        spellCheck={false}
        autoComplete="off"
        required
      />
      <DateField name="birthDate" label={t('birthDate')} autoComplete={fill('bday')} required />
      <TextField
        name="phone"
        label={t('phone')}
        hint={t('phoneHint')}
        type="tel"
        autoComplete={fill('home tel')}
      />
      <TextField
        name="mobile"
        label={t('mobile')}
        hint={t('mobileHint')}
        type="tel"
        autoComplete={fill('mobile tel')}
      />
      <ProvinceField own={own} />
      <TextField
        name="postalCode"
        label={t('postalCode')}
        hint={t('postalCodeHint')}
        autoComplete={fill('postal-code')}
        short
        required
      />
      <TextField
        name="address"
        label={t('address')}
        hint={t('addressHint')}
        autoComplete={fill('street-address')}
        required
      />
      <TextField
        name="email"
        label={t('email')}
        hint={t('emailHint')}
        type="email"
        autoComplete={fill('email')}
        required
      />
      <TextField
        name="emailAgain"
        label={t('emailAgain')}
        type="email"
        autoComplete={fill('email')}
        required
      />
    </Fieldset>
  );
}
