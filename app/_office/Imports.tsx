import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Icon } from '@/app/_ui/Icon';
import type { RegisterImport } from '@/db/queries/registers';
import { registerNames } from '@/domain/register/registers';
import { formatCount } from './count';

/** The files brought in, newest first: who, when, how many rows, and whether the file was taken. */
export async function Imports({ imports }: { imports: readonly RegisterImport[] }) {
  const t = await getTranslations('evidence.office.import');
  if (imports.length === 0) return <EmptyState title={t('none')} />;
  const inUse = new Set(
    registerNames.map((name) => imports.find(({ register, wrong }) => register === name && wrong === 0)?.id),
  );
  const columns: Column<RegisterImport>[] = [
    {
      key: 'at',
      header: t('at'),
      rowHeader: true,
      cell: ({ at }) => <DateTime at={at} precision="minute" />,
    },
    { key: 'register', header: t('kind'), cell: ({ register }) => t(register) },
    {
      key: 'name',
      header: t('name'),
      cell: ({ fileName, sha256 }) => (
        <>
          <span className="file-name">{fileName}</span>{' '}
          <abbr className="fingerprint" title={`${t('fingerprint')}: ${sha256.toString('hex')}`}>
            {sha256.toString('hex').slice(0, 8)}
          </abbr>
        </>
      ),
    },
    { key: 'rows', header: t('rows'), number: true, cell: ({ rows }) => formatCount(rows) },
    { key: 'by', header: t('by'), cell: ({ by }) => by },
    {
      key: 'outcome',
      header: t('outcome'),
      cell: (each) => <Outcome {...each} inUse={inUse.has(each.id)} />,
    },
  ];
  return <DataTable caption={t('recent')} columns={columns} rows={imports} rowKey={({ id }) => id} />;
}

async function Outcome({ id, wrong, inUse }: { id: string; wrong: number; inUse: boolean }) {
  const t = await getTranslations('evidence.office.import');
  if (wrong > 0) {
    return (
      <Link className="status status-red" href={`/operatore/registro?file=${id}`} prefetch={false}>
        <Icon name="close-circle" size="xs" />
        {t('refused')}
      </Link>
    );
  }
  return (
    <span className={`status status-${inUse ? 'green' : 'white'}`}>
      <Icon name={inUse ? 'check-circle' : 'clock'} size="xs" />
      {t(inUse ? 'inUse' : 'replaced')}
    </span>
  );
}
