import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Icon } from '@/app/_ui/Icon';
import { officeStaff } from '@/db/queries/office';
import { worklist } from '@/db/queries/worklist/page';
import { caseHref, listOf, sortingOf, worklistFilters, worklistHref } from './filters';

type Props = { applicationId: string; query: string; me: string };

/** The applications before and after this one in the list it was opened from, and the way back to it. */
export async function Neighbours({ applicationId, query, me }: Props) {
  const db = database();
  const list = listOf(query);
  const [t, staff] = await Promise.all([getTranslations('worklist.neighbours'), officeStaff(db)]);
  const filters = worklistFilters(list, { me, staff });
  const [before, after] = await Promise.all([
    worklist(db, filters, sortingOf(list), { before: applicationId }, 1),
    worklist(db, filters, sortingOf(list), { after: applicationId }, 1),
  ]);
  const [previous, next] = [before.rows[0]?.id, after.rows[0]?.id];
  return (
    <nav className="neighbours no-print" aria-label={t('label')}>
      {previous !== undefined && (
        <Link href={caseHref(previous, list)} rel="prev" prefetch={false}>
          <Icon name="chevron-left" size="sm" />
          {t('previous')}
        </Link>
      )}
      <Link href={worklistHref(list)}>{t('list')}</Link>
      {next !== undefined && (
        <Link href={caseHref(next, list)} rel="next" prefetch={false}>
          {t('next')}
          <Icon name="chevron-right" size="sm" />
        </Link>
      )}
    </nav>
  );
}
