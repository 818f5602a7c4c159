import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { EnrolmentInputs } from '@/app/_merchants/EnrolmentInputs';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { Fieldset } from '@/app/_ui/Fieldset';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { ticked } from '@/domain/application/answers';
import { declarationTexts, merchantDeclarations } from '@/domain/merchant/declarations';
import { ente } from '@/ente';
import { join } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shopList'))('join.title') };
}

/** The application of a business that wants to take vouchers. No sign-in: it has no access yet. */
export default async function JoinPage() {
  const [t, locale] = await Promise.all([getTranslations('shopList'), getLocale()]);
  const texts = declarationTexts[locale === 'en' ? 'en' : 'it'];
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/esercenti' }]} current={t('join.title')} />
      <PageHead title={t('join.title')}>
        <p>{t('join.lead', { ente: ente.name })}</p>
        <p>
          {t('join.already')} <Link href="/accedi">{t('join.signIn')}</Link>
        </p>
      </PageHead>
      <Form action={join} requiredNote>
        <HiddenField name="merchantId" value={newId()} />
        <EnrolmentInputs />
        <Fieldset legend={t('join.declarations')} hint={t('join.declarationsHint')}>
          {merchantDeclarations.map((declaration) => (
            <CheckboxField
              key={declaration}
              name={`declarations.${declaration}`}
              label={texts[declaration]}
              value={ticked}
              required
            />
          ))}
        </Fieldset>
        <p>
          {t('join.privacy')}{' '}
          <Link href="/privacy" target="_blank">
            {t('join.privacyLink')}
          </Link>
        </p>
        <Actions>
          <SubmitButton>{t('join.send')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
