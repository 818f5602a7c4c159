import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { QueueFilters } from '@/app/_help/QueueFilters';
import { QueueTable } from '@/app/_help/QueueTable';
import { QueueViews } from '@/app/_help/QueueViews';
import { filtersOf, queueHref, readQueueSearch } from '@/app/_help/queue-search';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { Pagination } from '@/app/_ui/Pagination';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { failedCount } from '@/db/queries/failed-messages';
import { databaseNow } from '@/db/queries/clock';
import { queueCounts, queuePage, ticketQueue, waitingForHands } from '@/db/queries/tickets/queue';
import { deskRoles } from '@/domain/roles';
import { levelOf } from '@/domain/ticket/service-levels';
import { takeNext } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help'))('queue.title') };
}

/** The desk's queue: what breaches its term first on top. */
export default async function QueuePage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/supporto', ...deskRoles);
  await viewed(user, 'queue', null);
  const db = database();
  const query = await searchParams;
  const search = readQueueSearch(query);
  const filters = filtersOf(search, user.id);
  const [t, now] = await Promise.all([getTranslations('help.queue'), databaseNow(db)]);
  const [tMessages, failed] = await Promise.all([getTranslations('messageDesk'), failedCount(db)]);
  const [rows, counts, waiting] = await Promise.all([
    ticketQueue(db, filters, search.pagina),
    queueCounts(db, filters, now),
    waitingForHands(db, levelOf(user.role)),
  ]);
  const { pagina } = search;
  return (
    <>
      {valueOf(query, 'fatto') === 'nessuna' && <Callout role="status" title={t('noneLeft')} />}
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <div className="queue-head">
        {waiting > 0 && (
          <Form action={takeNext}>
            <SubmitButton icon="arrow-right">{t('takeNext')}</SubmitButton>
          </Form>
        )}
        <p>
          {t('waitingCount', { count: waiting })}{' '}
          <strong className={counts.late > 0 ? 'overdue' : undefined}>
            {t('lateCount', { count: counts.late })}
          </strong>
        </p>
      </div>
      <QueueFilters search={search} />
      <QueueViews search={search} counts={counts} />
      {rows.length === 0 ? <EmptyState title={t('empty')} /> : <QueueTable rows={rows} now={now} />}
      <Pagination
        previousHref={pagina > 1 ? queueHref(search, { pagina: pagina - 1 }) : undefined}
        nextHref={rows.length === queuePage ? queueHref(search, { pagina: pagina + 1 }) : undefined}
      />
      <p className="no-print">
        <ButtonLink href="/supporto/rapporto" look="link">
          {t('report')}
        </ButtonLink>{' '}
        <ButtonLink href="/supporto/risposte" look="link">
          {t('canned')}
        </ButtonLink>{' '}
        <ButtonLink href="/supporto/messaggi" look="link">
          {tMessages('link', { count: failed })}
        </ButtonLink>
      </p>
    </>
  );
}
