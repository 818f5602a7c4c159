import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { totalOf, type Movement } from './totals';

/** The spends of a day with their total. A spend that was taken back stays in the list, and says so. */
export async function MovementsTable({ day, spends }: { day: string; spends: readonly Movement[] }) {
  const t = await getTranslations('till.movements');
  const { count, cents } = totalOf(spends);
  const columns: Column<Movement>[] = [
    {
      key: 'at',
      header: t('at'),
      rowHeader: true,
      cell: ({ id, at }) => (
        <Link href={`/esercente/esito/${id}`} prefetch={false}>
          <DateTime at={at} />
        </Link>
      ),
    },
    { key: 'code', header: t('code'), cell: ({ codeEnd }) => <span className="code">{`…${codeEnd}`}</span> },
    { key: 'receipt', header: t('receipt'), cell: ({ receiptNumber }) => receiptNumber },
    {
      key: 'state',
      header: t('state'),
      cell: (spend) => <State spend={spend} />,
    },
    {
      key: 'amount',
      header: t('amount'),
      number: true,
      cell: ({ amountCents, voidedAt }) =>
        voidedAt === null ? (
          <Amount cents={amountCents} />
        ) : (
          <s>
            <Amount cents={amountCents} />
          </s>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('caption', { day: day.split('-').reverse().join('/') })}
      columns={columns}
      rows={spends}
      rowKey={({ id }) => id}
      totals={{ at: t('total', { count }), amount: <Amount cents={cents} /> }}
    />
  );
}

function State({ spend: { id, voidedAt, voidable } }: { spend: Movement }) {
  const t = useTranslations('till.movements');
  if (voidedAt !== null) {
    return (
      <strong>
        {t('voided')} <DateTime at={voidedAt} precision="minute" />
      </strong>
    );
  }
  if (!voidable) return t('recorded');
  return (
    <Link href={`/esercente/esito/${id}#annulla`} prefetch={false}>
      {t('void')}
    </Link>
  );
}
