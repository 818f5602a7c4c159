import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { PersonFields } from '@/app/_access/PersonFields';
import { LegalText } from '@/app/_legal/LegalText';
import { Actions } from '@/app/_ui/Actions';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
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
        <HiddenField name="id" value={newId()} />
        <PersonFields own />
        <Declaration />
        <Actions>
          <SubmitButton>{t('accredit.send')}</SubmitButton>
        </Actions>
      </Form>
    </>
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
