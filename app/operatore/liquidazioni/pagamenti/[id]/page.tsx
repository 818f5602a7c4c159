import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { batchState } from '@/app/_settlement/batch-state';
import { BatchAct } from '@/app/_settlement/BatchAct';
import { Amount } from '@/app/_ui/Amount';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { PageHead } from '@/app/_ui/PageHead';
import { SummaryList } from '@/app/_ui/SummaryList';
import { uuid } from '@/app/api/v1/uuid';
import { paymentBatchFile } from '@/db/queries/settlements';
import { officeRoles } from '@/domain/roles';
import { maskIban, writeNote } from '@/domain/settlement/note';
import { causeOf } from '@/domain/settlement/outcomes';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settlement'))('batches.one') };
}

/** A payment: what it is made of, who prepared and signed it, and its file for the bank. */
export default async function PaymentPage({ params }: Props) {
  const id = uuid((await params).id);
  const user = await requireUser(`/operatore/liquidazioni/pagamenti/${id}`, ...officeRoles);
  const [t, file] = await Promise.all([getTranslations('settlement'), paymentBatchFile(database(), id)]);
  if (!file) notFound();
  const { batch } = file;
  const open = file.payments.filter(({ payment }) => payment.outcome === null).length;
  const title = t('batches.numbered', { number: writeNote(batch) });
  const facts = [
    { label: t('batches.state'), value: t(`batches.states.${batchState(batch, open)}`, { open }) },
    { label: t('batches.total'), value: <Amount cents={file.cents} /> },
    { label: t('batches.preparedBy'), value: file.preparedBy },
    batch.signedAt !== null && { label: t('batches.signedBy'), value: file.signedBy },
    batch.executeOn !== null && {
      label: t('batches.executeOn'),
      value: <DateTime at={batch.executeOn} precision="day" />,
    },
  ].filter((fact) => fact !== false);
  return (
    <>
      <Breadcrumb items={[{ label: t('office.title'), href: '/operatore/liquidazioni' }]} current={title} />
      <PageHead title={title} />
      <BatchAct batch={batch} user={user} />
      <SummaryList items={facts} />
      <DataTable
        caption={t('batches.payments')}
        rows={file.payments}
        rowKey={({ payment }) => payment.id}
        columns={[
          {
            key: 'merchant',
            header: t('facts.merchant'),
            rowHeader: true,
            cell: ({ settlementId, merchant }) => (
              <Link href={`/operatore/liquidazioni/${settlementId}`}>{merchant}</Link>
            ),
          },
          {
            key: 'note',
            header: t('facts.note'),
            cell: ({ noteNumber, noteYear }) => writeNote({ number: noteNumber ?? 0, year: noteYear ?? 0 }),
          },
          { key: 'iban', header: t('facts.iban'), cell: ({ payment }) => maskIban(payment.iban) },
          {
            key: 'outcome',
            header: t('payments.outcome'),
            cell: ({ payment: { outcome, reason } }) => (
              <>
                {t(`ends.${outcome ?? 'open'}`)}
                {(outcome === 'refused' || outcome === 'returned') && `: ${t(`causes.${causeOf(reason)}`)}`}
              </>
            ),
          },
          {
            key: 'amount',
            header: t('facts.total'),
            number: true,
            cell: ({ payment }) => <Amount cents={payment.amountCents} />,
          },
        ]}
        totals={{ merchant: t('lines.total'), amount: <Amount cents={file.cents} /> }}
      />
    </>
  );
}
