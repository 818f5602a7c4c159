import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import type { SpendFilter, SpendRow } from '@/db/queries/spends';
import type { Figures } from './totals';

type Props = {
  asked: SpendFilter;
  spends: readonly SpendRow[];
  /** Of all the spends asked for, also those on other pages. */
  total: Figures;
  withShop: boolean;
};

/** Spends with their total. A spend that was taken back stays in the list, and says so. */
export async function MovementsTable({ asked: { from, to }, spends, total, withShop }: Props) {
  const t = await getTranslations('till.movements');
  const columns: Column<SpendRow>[] = [
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
    ...(withShop ? [{ key: 'shop', header: t('shop'), cell: ({ shop }: SpendRow) => shop }] : []),
    {
      key: 'by',
      header: t('by'),
      cell: ({ by, key }) =>
        key === null ? (
          by
        ) : (
          <>
            {by}, {t('withKey')} <span className="code">{`…${key.ending}`}</span>
          </>
        ),
    },
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
      caption={
        from === to
          ? t('captionDay', { day: written(from) })
          : t('captionDays', { from: written(from), to: written(to) })
      }
      columns={columns}
      rows={spends}
      rowKey={({ id }) => id}
      totals={{ at: t('total', { count: total.count }), amount: <Amount cents={total.cents} /> }}
    />
  );
}

/** `YYYY-MM-DD` as people write it. */
const written = (day: string): string => day.split('-').reverse().join('/');

function State({ spend: { id, voidedAt, voidable } }: { spend: SpendRow }) {
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
