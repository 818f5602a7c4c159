import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EndedNotice } from '@/app/_filing/EndedNotice';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import {
  compiledByOrganisation,
  mandatesOf,
  organisationOfUser,
  type SeenMandate,
} from '@/db/queries/filed-for';
import { writeCivilDay } from '@/domain/merchant/agreement';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('filing.clients'))('title') };
}

/** The people who gave this organisation their mandate. */
export default async function ClientsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/intermediario', 'intermediario');
  await viewed(user, 'clients', null);
  const [t, query, organisation, rows, compiled] = await Promise.all([
    getTranslations('filing.clients'),
    searchParams,
    organisationOfUser(database(), user.id),
    mandatesOf(database(), user.id),
    compiledByOrganisation(database(), user.id),
  ]);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead', { organisation: organisation?.name ?? '' })}</p>
      </PageHead>
      <EndedNotice why={valueOf(query, 'esito')} />
      <Actions>
        <ButtonLink href="/intermediario/nuova-delega">{t('record')}</ButtonLink>
        <ButtonLink href="/intermediario/nuova-persona" look="secondary">
          {t('register')}
        </ButtonLink>
      </Actions>
      {rows.length === 0 ? <EmptyState title={t('none')} icon="user" /> : <Clients rows={rows} />}
      <CompiledByUs rows={compiled} />
    </>
  );
}

async function Clients({ rows }: { rows: SeenMandate[] }) {
  const t = await getTranslations('filing.clients');
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          header: t('name'),
          rowHeader: true,
          cell: ({ id, name }) => <Link href={`/intermediario/${id}`}>{name}</Link>,
        },
        { key: 'number', header: t('number'), cell: ({ number }) => number },
        { key: 'until', header: t('until'), cell: ({ validUntil }) => writeCivilDay(validUntil) },
        { key: 'state', header: t('state'), cell: ({ state }) => t(`states.${state}`) },
      ]}
    />
  );
}

type CompiledByUs = Awaited<ReturnType<typeof compiledByOrganisation>>;

/** What the organisation has in hand or has sent; each opens only while its mandate is valid. */
async function CompiledByUs({ rows }: { rows: CompiledByUs }) {
  if (rows.length === 0) return null;
  const [t, tFiling] = await Promise.all([getTranslations('filing.clients'), getTranslations('filing')]);
  return (
    <>
      <h2>{t('compiled')}</h2>
      <DataTable
        caption={t('compiled')}
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            header: t('name'),
            rowHeader: true,
            cell: ({ mandateId, name }) => <Link href={`/intermediario/${mandateId}`}>{name}</Link>,
          },
          { key: 'service', header: tFiling('service'), cell: ({ programme }) => programme },
          { key: 'status', header: tFiling('status'), cell: ({ status }) => <StatusBadge status={status} /> },
          {
            key: 'registration',
            header: tFiling('registration'),
            cell: ({ registrationNumber, registrationYear }) =>
              registrationNumber === null ? '—' : `${registrationNumber}/${registrationYear}`,
          },
          { key: 'saved', header: tFiling('saved'), cell: ({ savedAt }) => <DateTime at={savedAt} /> },
        ]}
      />
    </>
  );
}
