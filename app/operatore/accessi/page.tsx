import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { viewWord } from '@/app/_office/view-words';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateField } from '@/app/_ui/DateField';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { Pagination } from '@/app/_ui/Pagination';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { chainHead, viewers, views, type View, type ViewFilters } from '@/db/queries/audit';
import { writeRegistration } from '@/domain/application/registration';
import { viewActs } from '@/domain/audit/views';
import { readViewFilters, viewsHref } from './search';

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('views'))('title') };
}

/** Who of the Ente looked at whose data, for who answers for them; and how far the audit log has come. */
export default async function ViewsPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/operatore/accessi', 'responsabile');
  const query = await searchParams;
  const filters = readViewFilters(query);
  const typed = valueOf(query, 'prima');
  const before = /^\d{1,15}$/.test(typed) ? Number(typed) : null;
  const [t, found] = await Promise.all([
    getTranslations('views'),
    views(database(), filters, { before, limit: pageSize + 1 }),
  ]);
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <Filters filters={filters} />
      {rows.length === 0 ? <EmptyState title={t('empty')} icon="search" /> : <Rows rows={rows} />}
      <Pagination
        {...(before !== null && { previousHref: viewsHref(filters) })}
        {...(found.length > pageSize && last && { nextHref: viewsHref(filters, { before: last.id }) })}
      />
      <Chain />
    </>
  );
}

async function Filters({ filters }: { filters: ViewFilters }) {
  const [t, people] = await Promise.all([getTranslations('views'), viewers(database())]);
  return (
    <form action="/operatore/accessi" role="search" aria-label={t('filter')} className="no-print">
      {filters.applicationId !== null && (
        <>
          <HiddenField name="domanda" value={filters.applicationId} />
          <p>
            {t('oneApplication')}{' '}
            <Link href={viewsHref({ ...filters, applicationId: null })}>{t('everyApplication')}</Link>
          </p>
        </>
      )}
      <div className="filter-grid">
        <SelectField
          name="chi"
          label={t('who')}
          placeholder={t('anybody')}
          defaultValue={filters.userId ?? ''}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          name="cosa"
          label={t('what')}
          placeholder={t('anything')}
          defaultValue={filters.act ?? ''}
          options={viewActs.map((act) => ({ value: act, label: t(`acts.${viewWord[act]}`) }))}
        />
        <DateField name="dal" label={t('from')} defaultValue={filters.from ?? ''} />
        <DateField name="al" label={t('to')} defaultValue={filters.to ?? ''} />
      </div>
      <Actions>
        <SubmitButton look="secondary">{t('show')}</SubmitButton>
        <a className="btn btn-link" href={viewsHref(filters, { file: '/esporta' })} download>
          {t('csv')}
        </a>
      </Actions>
    </form>
  );
}

async function Rows({ rows }: { rows: readonly View[] }) {
  const t = await getTranslations('views');
  const columns: Column<View>[] = [
    { key: 'at', header: t('at'), cell: ({ at }) => <DateTime at={at} precision="minute" /> },
    { key: 'who', header: t('who'), rowHeader: true, cell: ({ name }) => name },
    { key: 'role', header: t('role'), cell: ({ role }) => role !== null && t(`roles.${role}`) },
    { key: 'what', header: t('what'), cell: ({ act }) => t(`acts.${viewWord[act]}`) },
    { key: 'of', header: t('of'), cell: (view) => <Subject view={view} /> },
  ];
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ id }) => String(id)}
    />
  );
}

function Subject({ view: { registration, subjectId, ticket, programme } }: { view: View }) {
  if (registration && subjectId !== null) {
    return (
      <Link href={`/operatore/domande/${subjectId}`} prefetch={false}>
        {writeRegistration(registration)}
      </Link>
    );
  }
  if (ticket !== null) {
    return (
      <Link href={`/supporto/${ticket}`} prefetch={false}>
        {ticket}
      </Link>
    );
  }
  return programme;
}

/** The head of the chain, to be written in a register elsewhere: what is before it cannot be changed unseen any more. */
async function Chain() {
  const [t, head] = await Promise.all([getTranslations('views.chain'), chainHead(database())]);
  if (!head) return null;
  return (
    <section aria-labelledby="catena" className="rights">
      <h2 id="catena">{t('title')}</h2>
      <p>{t('lead')}</p>
      <SummaryList
        items={[
          { label: t('sequence'), value: head.sequence },
          { label: t('at'), value: <DateTime at={head.at} precision="minute" /> },
          { label: t('hash'), value: <code className="chain-hash">{head.hash}</code> },
          {
            label: t('anchored'),
            value:
              head.anchoredAt === null ? t('notYet') : <DateTime at={head.anchoredAt} precision="minute" />,
          },
        ]}
      />
    </section>
  );
}
