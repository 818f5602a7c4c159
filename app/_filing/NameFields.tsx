import { getTranslations } from 'next-intl/server';
import { TextField } from '@/app/_ui/TextField';

/** Tax code, family name and given name. Only the person's own browser may fill them in or remember them. */
export async function NameFields({ own = false }: { own?: boolean }) {
  const t = await getTranslations('access');
  const fill = (what: string) => ({ autoComplete: own ? what : 'off' });
  return (
    <>
      <TextField
        name="fiscalCode"
        label={t('fiscalCode')}
        hint={t('fiscalCodeHint')}
        autoCapitalize="characters"
        spellCheck={false}
        autoComplete="off"
        required
      />
      <TextField name="familyName" label={t('familyName')} {...fill('family-name')} required />
      <TextField name="givenName" label={t('givenName')} {...fill('given-name')} required />
    </>
  );
}
