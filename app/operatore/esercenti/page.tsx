import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { MerchantBadge, merchantLook } from '@/app/_merchants/MerchantBadge';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { EmptyState } from '@/app/_ui/EmptyState';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { Pagination } from '@/app/_ui/Pagination';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import {
  merchantCounts,
  merchantList,
  type MerchantFilters,
  type MerchantRow,
} from '@/db/queries/merchants/list';
import { writeAgreement, writeCivilDay } from '@/domain/merchant/agreement';
import { merchantStatuses, type MerchantStatus } from '@/domain/merchant/status';
import { officeRoles } from '@/domain/roles';
import { merchantsHref, readMerchantFilters } from './filters';

type Props = { searchParams: Promise<Query> };

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('merchants'))('title') };
}

/** The businesses that joined or ask to: how many wait, and each with its agreement. */
export default async function MerchantsPage({ searchParams }: Props) {
  await requireUser('/operatore/esercenti', ...officeRoles);
  const query = await searchParams;
  const filters = readMerchantFilters(query);
  const typed = valueOf(query, 'da');
  const skip = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
  const [t, counts, found] = await Promise.all([
    getTranslations('merchants'),
    merchantCounts(database(), filters.text),
    merchantList(database(), filters, { skip, limit: pageSize + 1 }),
  ]);
  const rows = found.slice(0, pageSize);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('list.lead')}</p>
      </PageHead>
      <Actions>
        <ButtonLink href="/operatore/esercenti/nuovo" icon="plus">
          {t('register.title')}
        </ButtonLink>
        <ButtonLink href={merchantsHref(filters, 0, '/csv')} look="secondary" icon="download">
          {t('list.csv')}
        </ButtonLink>
      </Actions>
      <States counts={counts} filters={filters} />
      <form
        action="/operatore/esercenti"
        role="search"
        aria-label={t('list.search')}
        className="worklist-search no-print"
      >
        {filters.status && <HiddenField name="stato" value={filters.status} />}
        <div className="worklist-search-line">
          <TextField
            name="q"
            type="search"
            label={t('list.text')}
            hint={t('list.textHint')}
            defaultValue={filters.text}
            maxLength={100}
          />
          <SubmitButton icon="search">{t('list.search')}</SubmitButton>
        </div>
      </form>
      {rows.length === 0 ? <NoRows filters={filters} /> : <Rows rows={rows} />}
      <Pagination
        {...(skip > 0 && { previousHref: merchantsHref(filters, Math.max(0, skip - pageSize)) })}
        {...(found.length > pageSize && { nextHref: merchantsHref(filters, skip + pageSize) })}
      />
    </>
  );
}

async function NoRows({ filters }: { filters: MerchantFilters }) {
  const t = await getTranslations('merchants.list');
  const narrowed = filters.text !== '' || filters.status !== null;
  return (
    <EmptyState title={narrowed ? t('noneFound') : t('empty')} icon="cart">
      {narrowed && (
        <p>
          <Link href="/operatore/esercenti">{t('all')}</Link>
        </p>
      )}
    </EmptyState>
  );
}

type StatesProps = { counts: Record<MerchantStatus, number>; filters: MerchantFilters };

/** How many stand in each state; each number leads to its list. */
async function States({ counts, filters }: StatesProps) {
  const t = await getTranslations('merchants');
  const view = (status: MerchantStatus | null, label: string, count: number) => (
    <li key={status ?? 'tutti'}>
      <Link
        href={merchantsHref({ ...filters, status })}
        className={`view status-${status === null ? 'white' : merchantLook[status].color}`}
        aria-current={filters.status === status ? 'page' : undefined}
      >
        <strong>{count}</strong> {label}
      </Link>
    </li>
  );
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <nav aria-label={t('list.views')} className="views no-print">
      <ul>
        {view(null, t('list.allStates'), all)}
        {merchantStatuses.map((status) => view(status, t(`states.${status}`), counts[status]))}
      </ul>
    </nav>
  );
}

async function Rows({ rows }: { rows: readonly MerchantRow[] }) {
  const t = await getTranslations('merchants');
  const columns: Column<MerchantRow>[] = [
    {
      key: 'name',
      header: t('list.name'),
      rowHeader: true,
      cell: ({ id, name }) => <Link href={`/operatore/esercenti/${id}`}>{name}</Link>,
    },
    { key: 'vatNumber', header: t('fields.vatNumber'), cell: ({ vatNumber }) => vatNumber },
    {
      key: 'status',
      header: t('agreement.state'),
      cell: ({ status }) => <MerchantBadge status={status} />,
    },
    {
      key: 'agreement',
      header: t('agreement.title'),
      cell: ({ agreementNumber: number, agreementYear: year }) =>
        number && year ? writeAgreement({ number, year }) : '',
    },
    {
      key: 'until',
      header: t('agreement.until'),
      cell: ({ agreementUntil }) => agreementUntil && writeCivilDay(agreementUntil),
    },
    { key: 'shops', header: t('shops.title'), number: true, cell: ({ shops }) => shops },
    { key: 'tills', header: t('tills.title'), number: true, cell: ({ tills }) => tills },
  ];
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowColor={({ status }) => merchantLook[status].color}
    />
  );
}
