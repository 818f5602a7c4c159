import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { FailedTable } from '@/app/_messages/FailedTable';
import { followUpRoles } from '@/app/_messages/roles';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { actorOf, requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { Pagination } from '@/app/_ui/Pagination';
import { failedCount, failedMessages, failedPage } from '@/db/queries/failed-messages';
import { may } from '@/domain/permissions';
import { deskRoles } from '@/domain/roles';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messageDesk'))('title') };
}

const here = '/supporto/messaggi';

/** The messages that did not arrive, for who can do something about it. */
export default async function FailedMessagesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser(here, ...followUpRoles);
  await viewed(user, 'failed-messages', null);
  const query = await searchParams;
  const followed = valueOf(query, 'vista') === 'seguiti';
  const asked = Number(valueOf(query, 'pagina'));
  const page = Number.isSafeInteger(asked) && asked > 1 && asked < 10_000 ? asked : 1;
  const [t, tHelp, rows, open] = await Promise.all([
    getTranslations('messageDesk'),
    getTranslations('help'),
    failedMessages(database(), { followed, page }),
    failedCount(database()),
  ]);
  const href = (to: number): string =>
    `${here}?${new URLSearchParams({ ...(followed && { vista: 'seguiti' }), pagina: String(to) }).toString()}`;
  const isDesk = deskRoles.some((role) => role === user.role);
  return (
    <>
      <Breadcrumb
        items={isDesk ? [{ label: tHelp('queue.title'), href: '/supporto' }] : []}
        current={t('title')}
      />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <nav aria-label={t('views')} className="views no-print">
        <ul>
          <li>
            <Link href={here} className="view status-white" aria-current={followed ? undefined : 'page'}>
              {t('open')} <strong>{open}</strong>
            </Link>
          </li>
          <li>
            <Link
              href={`${here}?vista=seguiti`}
              className="view status-white"
              aria-current={followed ? 'page' : undefined}
            >
              {t('followed')}
            </Link>
          </li>
        </ul>
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={t(followed ? 'noneFollowed' : 'none')} icon="check" />
      ) : (
        <FailedTable
          rows={rows}
          followed={followed}
          mayOpen={may(actorOf(user), 'application.read', false)}
        />
      )}
      <Pagination
        previousHref={page > 1 ? href(page - 1) : undefined}
        nextHref={rows.length === failedPage ? href(page + 1) : undefined}
      />
    </>
  );
}
