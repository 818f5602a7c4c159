import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { Card } from '@/app/_ui/Card';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { ProgressBalance } from '@/app/_ui/ProgressBalance';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { ApplicationFile, spendsOf } from '@/db/queries/application-file';
import type { voucherSms } from '@/db/queries/messages';
import { writePhone } from '@/domain/phone';

type Spend = Awaited<ReturnType<typeof spendsOf>>[number];

type Props = {
  voucher: NonNullable<ApplicationFile['voucher']>;
  balanceCents: number;
  spends: Spend[];
  sms: Awaited<ReturnType<typeof voucherSms>>;
};

/** The voucher as the office sees it: not its code, which is the holder's alone. */
export async function VoucherBox({ voucher, balanceCents, spends, sms }: Props) {
  const [t, tSms] = await Promise.all([getTranslations('office.voucher'), getTranslations('office.sms')]);
  return (
    <Card>
      <h2>{t('title')}</h2>
      <ProgressBalance leftCents={balanceCents} totalCents={voucher.issuedCents} />
      <SummaryList
        items={[
          { label: t('status'), value: t(`statuses.${voucher.status}`) },
          { label: t('expiresAt'), value: <DateTime at={voucher.expiresAt} precision="day" /> },
          { label: t('mobile'), value: writePhone(voucher.mobile) },
          {
            label: t('sms'),
            value: sms === null ? tSms('none') : <SmsState sms={sms} words={tSms(sms.status)} />,
          },
        ]}
      />
      <Spends spends={spends} />
    </Card>
  );
}

function SmsState({ sms, words }: { sms: NonNullable<Props['sms']>; words: string }) {
  return (
    <>
      {words} {sms.sentAt && <DateTime at={sms.sentAt} precision="minute" />}
    </>
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
