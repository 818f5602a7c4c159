import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFields } from '@/app/_editor/DocumentFields';
import { officeDraft } from '@/app/_editor/file';
import { listPath, programmePath } from '@/app/_editor/paths';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { importInto } from '../../actions';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('editor'))('importTitle') };
}

/** A file in the draft's place. */
export default async function ImportPage({ params }: Props) {
  const { id } = await params;
  const { draft } = await officeDraft(id, `${programmePath(id)}/importa`);
  const t = await getTranslations('editor');
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('list'), href: listPath },
          { label: draft.fields.name || t('unnamed'), href: programmePath(id) },
        ]}
        current={t('importTitle')}
      />
      <PageHead title={t('importTitle')}>
        <p>{t('importInto')}</p>
      </PageHead>
      <Form action={importInto} className="section-form">
        <input type="hidden" name="programme" value={id} />
        <input type="hidden" name="version" value={draft.version} />
        <DocumentFields />
        <Actions>
          <SubmitButton icon="upload">{t('import')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
