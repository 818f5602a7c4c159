import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { ProvinceField } from '@/app/_access/ProvinceField';
import { LegalText } from '@/app/_legal/LegalText';
import { Actions } from '@/app/_ui/Actions';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { DateField } from '@/app/_ui/DateField';
import { Fieldset } from '@/app/_ui/Fieldset';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { ticked } from '@/domain/application/answers';
import { accreditationTexts, consentText } from '@/domain/consent/texts';
import { askForAccess } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access'))('accredit.title') };
}

/** The manual's request for access codes (§ 1.6): the person, the self-certification, the consent. */
export default async function AccreditationPage() {
  const t = await getTranslations('access');
  return (
    <>
      <PageHead title={t('accredit.title')}>
        <p>{t('accredit.lead')}</p>
        <p>
          {t('accredit.haveCodes')} <Link href="/accedi">{t('signIn.title')}</Link>
        </p>
      </PageHead>
      <Form action={askForAccess} requiredNote>
        <PersonFields />
        <Declaration />
        <Actions>
          <SubmitButton>{t('accredit.send')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}

async function PersonFields() {
  const t = await getTranslations('access');
  return (
    <Fieldset legend={t('accredit.request')}>
      <TextField
        name="familyName"
        label={t('familyName')}
        hint={t('familyNameHint')}
        autoComplete="family-name"
        required
      />
      <TextField name="givenName" label={t('givenName')} autoComplete="given-name" required />
      <TextField
        name="fiscalCode"
        label={t('fiscalCode')}
        hint={t('fiscalCodeHint')}
        autoCapitalize="characters"
        spellCheck={false}
        required
      />
      <DateField name="birthDate" label={t('birthDate')} autoComplete="bday" required />
      <TextField name="phone" label={t('phone')} hint={t('phoneHint')} type="tel" autoComplete="home tel" />
      <TextField
        name="mobile"
        label={t('mobile')}
        hint={t('mobileHint')}
        type="tel"
        autoComplete="mobile tel"
      />
      <ProvinceField />
      <TextField
        name="postalCode"
        label={t('postalCode')}
        hint={t('postalCodeHint')}
        autoComplete="postal-code"
        short
        required
      />
      <TextField
        name="address"
        label={t('address')}
        hint={t('addressHint')}
        autoComplete="street-address"
        required
      />
      <TextField
        name="email"
        label={t('email')}
        hint={t('emailHint')}
        type="email"
        autoComplete="email"
        required
      />
      <TextField name="emailAgain" label={t('emailAgain')} type="email" autoComplete="email" required />
    </Fieldset>
  );
}

/** The two texts, each recorded by itself, and the one box that accepts them. */
async function Declaration() {
  const [t, locale] = await Promise.all([getTranslations('access.accredit'), getLocale()]);
  const statements = accreditationTexts.map((kind) => consentText(kind, locale).statement);
  const both = new Intl.ListFormat(locale, { type: 'conjunction' }).format(statements);
  return (
    <>
      <section aria-labelledby="autocertificazione">
        <h2 id="autocertificazione">{t('declaration')}</h2>
        <LegalText kind="self-certification" />
        <h3>{t('privacyTitle')}</h3>
        <LegalText kind="privacy" />
        <p>
          <Link href="/privacy" target="_blank">
            {t('privacyLink')}
          </Link>
        </p>
      </section>
      <CheckboxField name="consent" label={both} value={ticked} required />
    </>
  );
}
