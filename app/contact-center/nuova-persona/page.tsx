import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { PersonFields } from '@/app/_access/PersonFields';
import { WayField } from '@/app/_filing/WayField';
import { LegalText } from '@/app/_legal/LegalText';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { ticked } from '@/domain/application/answers';
import { accreditationTexts, consentText } from '@/domain/consent/texts';
import { register } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('filing.register'))('title') };
}

/** A person who has no access yet: what the accreditamento asks, with its texts read out, and a PIN that leaves at once. */
export default async function RegisterCallerPage() {
  await requireUser('/contact-center/nuova-persona', 'contactcenter');
  const [t, tCenter, locale] = await Promise.all([
    getTranslations('filing.register'),
    getTranslations('filing.center'),
    getLocale(),
  ]);
  const statements = accreditationTexts.map((kind) => consentText(kind, locale).statement);
  const both = new Intl.ListFormat(locale, { type: 'conjunction' }).format(statements);
  return (
    <>
      <Breadcrumb items={[{ label: tCenter('title'), href: '/contact-center' }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <Form action={register} requiredNote>
        <input type="hidden" name="call" value={newId()} />
        <PersonFields />
        <WayField />
        <h2>{t('readOut')}</h2>
        {accreditationTexts.map((kind) => (
          <LegalText key={kind} kind={kind} />
        ))}
        <CheckboxField name="consent" label={t('accepts', { texts: both })} value={ticked} required />
        <Actions>
          <SubmitButton>{t('button')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
