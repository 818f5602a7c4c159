import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ProgrammeTiles } from '@/app/_citizen/ProgrammeTiles';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Legend } from '@/app/_ui/Legend';
import { PageHead } from '@/app/_ui/PageHead';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import { statusLook } from '@/app/_ui/status-look';
import { awaitsCitizen } from '@/domain/application/phase';
import { citizenApplications, type ListedApplication } from '@/db/queries/citizen';
import { activeProgrammes } from '@/db/queries/programmes';
import { ActiveFilters, FilterForm } from './Filters';
import { filtersOf } from './filter-address';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('citizen.list'))('title') };
}

/** The manual's Elenco delle richieste (fig. 10): filters, legend, list with the colour of each state, total. */
export default async function RequestsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/domande', 'cittadino');
  const filters = filtersOf(await searchParams);
  const filtered = Object.keys(filters).length > 0;
  const [t, all, programmes] = await Promise.all([
    getTranslations('citizen.list'),
    citizenApplications(database(), user.id, {}, user.level),
    activeProgrammes(database()),
  ]);
  const found = filtered ? await citizenApplications(database(), user.id, filters, user.level) : all;
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
        {all.length > 0 && (
          <p>
            <a href="#nuova-richiesta">{t('new')}</a>
          </p>
        )}
      </PageHead>
      {all.length > 0 && (
        <>
          <FilterForm filters={filters} listedAt={all.map(({ listedAt }) => listedAt)} />
          {filtered && <ActiveFilters filters={filters} />}
        </>
      )}
      {all.length === 0 && <NoRequests />}
      {found.length > 0 && <Requests rows={found} />}
      {all.length > 0 && found.length === 0 && <NothingMatches />}
      <h2 id="nuova-richiesta" className="mt-5">
        {t('new')}
      </h2>
      <ProgrammeTiles programmes={programmes} />
    </>
  );
}

async function NoRequests() {
  const t = await getTranslations('citizen.list');
  return (
    <EmptyState title={t('empty')}>
      <p>{t('emptyText')}</p>
    </EmptyState>
  );
}

async function NothingMatches() {
  const t = await getTranslations('citizen.list');
  return (
    <EmptyState title={t('nothing')} icon="search">
      <p>{t('nothingText')}</p>
      <Actions>
        <ButtonLink href="/domande" look="secondary">
          {t('clear')}
        </ButtonLink>
      </Actions>
    </EmptyState>
  );
}

async function Requests({ rows }: { rows: ListedApplication[] }) {
  const [t, tAsked] = await Promise.all([
    getTranslations('citizen.list'),
    getTranslations('procedure.asked'),
  ]);
  const nameOf = ({ familyName, givenName }: ListedApplication): string =>
    [familyName, givenName].filter(Boolean).join(' ') || t('nameless');
  return (
    <>
      <Legend />
      <DataTable
        caption={t('title')}
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        rowColor={({ status }) => statusLook[status].color}
        columns={[
          {
            key: 'name',
            header: t('name'),
            rowHeader: true,
            cell: (row) => <Link href={`/domande/${row.id}`}>{nameOf(row)}</Link>,
          },
          { key: 'service', header: t('service'), cell: ({ programme }) => programme },
          {
            key: 'date',
            header: t('date'),
            cell: ({ listedAt }) => <DateTime at={listedAt} precision="day" />,
          },
          {
            key: 'status',
            header: t('status'),
            cell: ({ id, status, phase }) => (
              <>
                <StatusBadge status={status} />
                {awaitsCitizen(phase) && (
                  <Link className="your-turn" href={`/domande/${id}/risposta`}>
                    {tAsked('yourTurn')}
                  </Link>
                )}
              </>
            ),
          },
        ]}
        totals={{ name: t('total'), status: rows.length }}
      />
    </>
  );
}
