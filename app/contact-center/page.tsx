import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { EndedNotice } from '@/app/_filing/EndedNotice';
import { NameFields } from '@/app/_filing/NameFields';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { openCalls, type ListedCall } from '@/db/queries/filed-for';
import { begin } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('filing.center'))('title') };
}

/** Where a call begins: with one person, found by tax code and name in full. Nobody is listed by a part of them. */
export default async function ContactCenterPage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/contact-center', 'contactcenter');
  await viewed(user, 'calls', null);
  const [t, query, calls] = await Promise.all([
    getTranslations('filing.center'),
    searchParams,
    openCalls(database(), user.id),
  ]);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <EndedNotice why={valueOf(query, 'esito')} />
      <h2>{t('begin')}</h2>
      <Form action={begin} requiredNote>
        <input type="hidden" name="call" value={newId()} />
        <NameFields />
        <Actions>
          <SubmitButton>{t('beginButton')}</SubmitButton>
          <ButtonLink href="/contact-center/nuova-persona" look="secondary">
            {t('register')}
          </ButtonLink>
        </Actions>
      </Form>
      {calls.length > 0 && <Calls rows={calls} />}
    </>
  );
}

async function Calls({ rows }: { rows: ListedCall[] }) {
  const t = await getTranslations('filing.center');
  return (
    <>
      <h2>{t('open')}</h2>
      <DataTable
        caption={t('open')}
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            header: t('person'),
            rowHeader: true,
            cell: ({ id, name }) => <Link href={`/contact-center/${id}`}>{name}</Link>,
          },
          { key: 'began', header: t('began'), cell: ({ beganAt }) => <DateTime at={beganAt} /> },
          { key: 'state', header: t('state'), cell: ({ state }) => t(`states.${state}`) },
        ]}
      />
    </>
  );
}
