import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Amount } from '@/app/_ui/Amount';
import { Card } from '@/app/_ui/Card';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { ProgressBalance } from '@/app/_ui/ProgressBalance';
import { SummaryList } from '@/app/_ui/SummaryList';
import { spendsOf, type ApplicationFile } from '@/db/queries/application-file';
import { databaseNow } from '@/db/queries/clock';
import { refillableUntil } from '@/db/queries/voucher-file';
import { writePhone } from '@/domain/phone';
import type { Role } from '@/domain/roles';
import { CodeMessages } from './CodeMessages';
import { VoucherActs } from './VoucherActs';
import { VoucherHistory } from './VoucherHistory';

type Spend = Awaited<ReturnType<typeof spendsOf>>[number];

/** The voucher as the office sees it: not its code, which is the holder's alone. */
export async function VoucherBox({ file, role }: { file: ApplicationFile; role: Role }) {
  const { voucher, balanceCents, application } = file;
  if (!voucher) return null;
  const db = database();
  const [t, spends, until, now] = await Promise.all([
    getTranslations('office.voucher'),
    spendsOf(db, voucher.id),
    refillableUntil(db, application.id),
    databaseNow(db),
  ]);
  const closed = voucher.status === 'esaurito' && until !== null && until <= now;
  return (
    <Card>
      <h2 id="buono">{t('title')}</h2>
      <ProgressBalance leftCents={balanceCents ?? 0} totalCents={voucher.issuedCents} />
      <SummaryList
        items={[
          { label: t('status'), value: t(`statuses.${voucher.status}`) },
          { label: t('expiresAt'), value: <DateTime at={voucher.expiresAt} precision="day" /> },
          { label: t('mobile'), value: writePhone(voucher.mobile) },
        ]}
      />
      <VoucherActs voucher={voucher} closed={closed} role={role} />
      <CodeMessages applicationId={application.id} />
      <Spends spends={spends} />
      <VoucherHistory applicationId={application.id} />
    </Card>
  );
}

async function Spends({ spends }: { spends: Spend[] }) {
  const t = await getTranslations('office.voucher');
  if (spends.length === 0) return <p>{t('noSpends')}</p>;
  const columns: Column<Spend>[] = [
    {
      key: 'at',
      header: t('at'),
      rowHeader: true,
      cell: ({ at }) => <DateTime at={at} precision="minute" />,
    },
    {
      key: 'shop',
      header: t('shop'),
      cell: ({ shop, voidedAt }) => (voidedAt === null ? shop : t('voided', { shop })),
    },
    {
      key: 'amount',
      header: t('amount'),
      number: true,
      cell: ({ amountCents }) => <Amount cents={amountCents} />,
    },
  ];
  return <DataTable caption={t('spends')} columns={columns} rows={spends} rowKey={({ id }) => id} />;
}
