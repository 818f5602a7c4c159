import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFields } from '@/app/_editor/DocumentFields';
import { editorRoles, listPath } from '@/app/_editor/paths';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { createFromDocument, createNamed } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('editor'))('new') };
}

/** A new programme: from its name, or from a file. A copy of another one is begun on that one's page. */
export default async function NewProgrammePage() {
  await requireUser(`${listPath}/nuovo`, ...editorRoles);
  const t = await getTranslations('editor');
  return (
    <>
      <Breadcrumb items={[{ label: t('list'), href: listPath }]} current={t('new')} />
      <PageHead title={t('new')}>
        <p>{t('newLead')}</p>
      </PageHead>
      <Form action={createNamed} className="section-form">
        <TextField name="name" label={t('fields.identity.name')} required autoComplete="off" />
        <Actions>
          <SubmitButton>{t('create')}</SubmitButton>
        </Actions>
      </Form>
      <h2>{t('importTitle')}</h2>
      <p>{t('importNew')}</p>
      <Form action={createFromDocument} id="importa" className="section-form">
        <DocumentFields />
        <Actions>
          <SubmitButton look="secondary" icon="upload">
            {t('import')}
          </SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
