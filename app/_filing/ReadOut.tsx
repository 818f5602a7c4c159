import { getLocale, getTranslations } from 'next-intl/server';
import { LegalText } from '@/app/_legal/LegalText';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { ticked } from '@/domain/application/answers';
import { accreditationTexts, consentText } from '@/domain/consent/texts';

/** The texts of the accreditamento, read out to somebody else, and the box that says they accepted. */
export async function ReadOut() {
  const [t, locale] = await Promise.all([getTranslations('filing.register'), getLocale()]);
  const statements = accreditationTexts.map((kind) => consentText(kind, locale).statement);
  const both = new Intl.ListFormat(locale, { type: 'conjunction' }).format(statements);
  return (
    <>
      <h2>{t('readOut')}</h2>
      {accreditationTexts.map((kind) => (
        <LegalText key={kind} kind={kind} />
      ))}
      <CheckboxField name="consent" label={t('accepts', { texts: both })} value={ticked} required />
    </>
  );
}
