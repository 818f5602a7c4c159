import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { PersonFields } from '@/app/_access/PersonFields';
import { ReadOut } from '@/app/_filing/ReadOut';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { registerPerson } from '../actions';
import { PaperFields } from '../PaperFields';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('filing.register'))('title') };
}

/** A person who has no access yet: what the accreditamento asks, with its texts read out, and their mandate. */
export default async function RegisterClientPage() {
  await requireUser('/intermediario/nuova-persona', 'intermediario');
  const [t, tClients, tMandate] = await Promise.all([
    getTranslations('filing.register'),
    getTranslations('filing.clients'),
    getTranslations('filing.mandate'),
  ]);
  return (
    <>
      <Breadcrumb items={[{ label: tClients('title'), href: '/intermediario' }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{tMandate('registerLead')}</p>
      </PageHead>
      <Form action={registerPerson} requiredNote>
        <input type="hidden" name="mandate" value={newId()} />
        <PersonFields />
        <PaperFields />
        <ReadOut />
        <Actions>
          <SubmitButton>{tMandate('registerButton')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
