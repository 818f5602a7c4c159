import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { PersonFields } from '@/app/_access/PersonFields';
import { ReadOut } from '@/app/_filing/ReadOut';
import { WayField } from '@/app/_filing/WayField';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { register } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('filing.register'))('title') };
}

/** A person who has no access yet: what the accreditamento asks, with its texts read out, and a PIN that leaves at once. */
export default async function RegisterCallerPage() {
  await requireUser('/contact-center/nuova-persona', 'contactcenter');
  const [t, tCenter] = await Promise.all([
    getTranslations('filing.register'),
    getTranslations('filing.center'),
  ]);
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
        <ReadOut />
        <Actions>
          <SubmitButton>{t('button')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
