import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { NameFields } from '@/app/_filing/NameFields';
import { WayField } from '@/app/_filing/WayField';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { askForPin } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pin'))('title') };
}

/** Asking for a PIN, for whoever is enrolled: the first part comes at once, the second by letter. */
export default async function PinPage() {
  const t = await getTranslations('pin');
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <ol>
        <li>{t('step1')}</li>
        <li>{t('step2')}</li>
      </ol>
      <Form action={askForPin} requiredNote>
        <NameFields own />
        <WayField />
        <Actions>
          <SubmitButton>{t('ask')}</SubmitButton>
          <Link href="/accedi/pin">{t('have')}</Link>
        </Actions>
      </Form>
      <p>
        {t('notEnrolled')} <Link href="/accreditamento">{t('enrol')}</Link>
      </p>
    </>
  );
}
