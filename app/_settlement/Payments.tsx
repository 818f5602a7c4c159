import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import type { SettlementFile } from '@/db/queries/settlements';
import { maskIban, writeNote } from '@/domain/settlement/note';
import { causeOf } from '@/domain/settlement/outcomes';

/** The ways to the bank a note has gone, with what came of each. */
export async function Payments({ file, office = false }: { file: SettlementFile; office?: boolean }) {
  const t = await getTranslations('settlement');
  const sent = file.payments.filter(({ payment }) => office || payment.outcome !== 'cancelled');
  if (sent.length === 0) return null;
  return (
    <DataTable
      caption={t('payments.title')}
      rows={sent}
      rowKey={({ payment }) => payment.id}
      columns={[
        {
          key: 'batch',
          header: t('payments.batch'),
          rowHeader: true,
          cell: ({ batch }) =>
            office ? (
              <Link href={`/operatore/liquidazioni/pagamenti/${batch.id}`}>{writeNote(batch)}</Link>
            ) : (
              writeNote(batch)
            ),
        },
        {
          key: 'signed',
          header: t('payments.signed'),
          cell: ({ batch }) => batch.signedAt && <DateTime at={batch.signedAt} precision="day" />,
        },
        { key: 'iban', header: t('payments.iban'), cell: ({ payment }) => maskIban(payment.iban) },
        {
          key: 'outcome',
          header: t('payments.outcome'),
          cell: ({ payment: { outcome, reason } }) => (
            <>
              {t(`ends.${outcome ?? 'open'}`)}
              {(outcome === 'refused' || outcome === 'returned') && (
                <>
                  {': '}
                  {t(`causes.${causeOf(reason)}`)} {reason !== null && `(${reason})`}
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
