import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { v7 as newId } from 'uuid';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { DataTable } from '@/app/_ui/DataTable';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { organisationList } from '@/db/queries/organisations';
import { organisationKinds } from '@/domain/mandate/mandate';
import { add } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organisations'))('title') };
}

/** Who files for others: CAF, patronati, other bodies the Ente has an agreement with. */
export default async function OrganisationsPage() {
  await requireUser('/accesso/organizzazioni', 'amministratore');
  const [t, tOwn, rows] = await Promise.all([
    getTranslations('organisations'),
    getTranslations('ownAccess'),
    organisationList(database()),
  ]);
  const kinds = organisationKinds.map((value) => ({ value, label: t(`kinds.${value}`) }));
  return (
    <>
      <Breadcrumb items={[{ href: '/accesso', label: tOwn('title') }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {rows.length === 0 ? (
        <EmptyState title={t('none')} icon="user" />
      ) : (
        <DataTable
          caption={t('title')}
          captionHidden
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              header: t('fields.name'),
              rowHeader: true,
              cell: ({ id, name }) => <Link href={`/accesso/organizzazioni/${id}`}>{name}</Link>,
            },
            { key: 'kind', header: t('fields.kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
            { key: 'people', header: t('people'), cell: ({ people }) => people },
            {
              key: 'state',
              header: t('state'),
              cell: ({ active }) => t(active ? 'active' : 'suspended'),
            },
          ]}
        />
      )}
      <section className="access-part" aria-labelledby="nuova">
        <h2 id="nuova">{t('new')}</h2>
        <Form action={add} id="aggiungi" requiredNote>
          <input type="hidden" name="organisation" value={newId()} />
          <TextField name="name" label={t('fields.name')} autoComplete="off" required />
          <RadioGroup name="kind" label={t('fields.kind')} options={kinds} required />
          <Actions>
            <SubmitButton>{t('add')}</SubmitButton>
          </Actions>
        </Form>
      </section>
    </>
  );
}
