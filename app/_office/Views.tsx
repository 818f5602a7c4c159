import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { actorOf, type SessionUser } from '@/app/_server/session';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { noViewFilter, views, type View } from '@/db/queries/audit';
import { may } from '@/domain/permissions';
import { viewWord } from './view-words';

/** The looks that are shown with an application; all of them are in the register of looks. */
const shown = 10;

/** Who of the Ente looked at an application, the newest look first. */
export async function Views({ applicationId, user }: { applicationId: string; user: SessionUser }) {
  const [t, rows] = await Promise.all([
    getTranslations('views'),
    views(database(), { ...noViewFilter, applicationId }, { before: null, limit: shown }),
  ]);
  const columns: Column<View>[] = [
    { key: 'at', header: t('at'), cell: ({ at }) => <DateTime at={at} precision="minute" /> },
    { key: 'who', header: t('who'), rowHeader: true, cell: ({ name }) => name },
    { key: 'what', header: t('what'), cell: ({ act }) => t(`acts.${viewWord[act]}`) },
  ];
  return (
    <>
      <DataTable caption={t('ofApplication')} columns={columns} rows={rows} rowKey={({ id }) => String(id)} />
      {may(actorOf(user), 'audit.read', false) && (
        <p className="no-print">
          <Link href={`/operatore/accessi?domanda=${applicationId}`} prefetch={false}>
            {t('all')}
          </Link>
        </p>
      )}
    </>
  );
}
