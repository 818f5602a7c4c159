import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import {
  pageStart,
  typedFilters,
  worklistFilters,
  worklistHref,
  type TypedFilters,
} from '@/app/_office/filters';
import { StatusViews } from '@/app/_office/StatusViews';
import { WorklistFilters } from '@/app/_office/WorklistFilters';
import { WorklistTable } from '@/app/_office/WorklistTable';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { Pagination } from '@/app/_ui/Pagination';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { databaseNow } from '@/db/queries/clock';
import { longestWaiting, worklist, worklistCounts } from '@/db/queries/office';
import { programmeBudgets } from '@/db/queries/programmes';
import { civilDate } from '@/domain/calendar';
import { takeNext } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office'))('title') };
}

/** The office's worklist. */
export default async function WorklistPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/operatore', 'operatore', 'responsabile');
  const query = await searchParams;
  const typed = typedFilters(query);
  const db = database();
  const [t, page, counts, programmes, now, waiting] = await Promise.all([
    getTranslations('office'),
    worklist(db, worklistFilters(typed), pageStart(query)),
    worklistCounts(db),
    programmeBudgets(db),
    databaseNow(db),
    longestWaiting(db),
  ]);
  const onlyStatus = Object.keys(typed).every((name) => name === 'stato');
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {waiting !== null && (
        <Form action={takeNext} className="take-next no-print">
          <SubmitButton icon="arrow-right">{t('takeNext')}</SubmitButton>
        </Form>
      )}
      <StatusViews counts={counts} current={onlyStatus ? typed.stato : ''} />
      <WorklistFilters typed={typed} programmes={programmes} thisYear={Number(civilDate(now).slice(0, 4))} />
      {page.rows.length === 0 ? (
        <Nothing filtered={Object.keys(typed).length > 0} />
      ) : (
        <WorklistTable rows={page.rows} now={now} />
      )}
      <Pages typed={typed} next={page.next} previous={page.previous} />
    </>
  );
}

async function Nothing({ filtered }: { filtered: boolean }) {
  const t = await getTranslations('office');
  if (!filtered) return <EmptyState title={t('empty')} />;
  return (
    <EmptyState title={t('noMatch')} icon="search">
      <p>{t('noMatchText')}</p>
      <ButtonLink href="/operatore" look="secondary">
        {t('filters.clear')}
      </ButtonLink>
    </EmptyState>
  );
}

function Pages({
  typed,
  next,
  previous,
}: {
  typed: TypedFilters;
  next: string | null;
  previous: string | null;
}) {
  return (
    <Pagination
      {...(previous !== null && { previousHref: worklistHref(typed, { prima: previous }) })}
      {...(next !== null && { nextHref: worklistHref(typed, { dopo: next }) })}
    />
  );
}
