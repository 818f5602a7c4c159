import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { NameFields } from '@/app/_filing/NameFields';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Fieldset } from '@/app/_ui/Fieldset';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { record } from '../actions';
import { PaperFields } from '../PaperFields';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('filing.mandate'))('title') };
}

/** The mandate of a person who is enrolled: theirs is the application, the organisation compiles it. */
export default async function NewMandatePage() {
  await requireUser('/intermediario/nuova-delega', 'intermediario');
  const [t, tClients] = await Promise.all([
    getTranslations('filing.mandate'),
    getTranslations('filing.clients'),
  ]);
  return (
    <>
      <Breadcrumb items={[{ label: tClients('title'), href: '/intermediario' }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
        <p>
          <Link href="/intermediario/nuova-persona">{t('notEnrolled')}</Link>
        </p>
      </PageHead>
      <Form action={record} requiredNote>
        <input type="hidden" name="mandate" value={newId()} />
        <Fieldset legend={t('person')}>
          <NameFields />
        </Fieldset>
        <PaperFields />
        <Actions>
          <SubmitButton>{t('button')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
