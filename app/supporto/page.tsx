import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { QueueTable } from '@/app/_help/QueueTable';
import { valueOf, type Query } from '@/app/_server/query';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { QueueViews } from '@/app/_help/QueueViews';
import { databaseNow } from '@/db/queries/clock';
import { ticketQueue } from '@/db/queries/tickets/queue';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help'))('queue.title') };
}

/** The desk's queue: what waits for an answer first. */
export default async function QueuePage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/supporto', 'supporto');
  const all = valueOf(await searchParams, 'stato') === 'tutte';
  const [t, tickets, now] = await Promise.all([
    getTranslations('help.queue'),
    ticketQueue(database(), all ? { status: 'tutte' } : {}).then((rows) => rows.map(({ ticket }) => ticket)),
    databaseNow(database()),
  ]);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <QueueViews all={all} />
      {tickets.length === 0 ? <EmptyState title={t('empty')} /> : <QueueTable tickets={tickets} now={now} />}
    </>
  );
}
