import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { randomUUID } from 'node:crypto';
import { preparePayment } from '@/app/operatore/liquidazioni/actions';
import { Amount } from '@/app/_ui/Amount';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { Icon } from '@/app/_ui/Icon';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { SettlementRow } from '@/db/queries/settlements';
import type { Cents } from '@/domain/money';
import { writeNote } from '@/domain/settlement/note';
import type { SettlementStatus } from '@/domain/settlement/status';
import { Period } from './Period';

type Props = {
  status: SettlementStatus;
  rows: readonly SettlementRow[];
  /** What is in no statement yet, by merchant, for the running periods. */
  sums: ReadonlyMap<string, Cents>;
  now: Date;
};

/** The settlements in a state; verified ones are chosen here for the next payment. */
export async function OfficeTable({ status, rows, sums, now }: Props) {
  const t = await getTranslations('settlement');
  if (rows.length === 0) return <EmptyState title={t('office.none')} />;
  const columns: Column<SettlementRow>[] = [
    {
      key: 'merchant',
      header: t('facts.merchant'),
      rowHeader: true,
      cell: ({ id, merchant }) => <Link href={`/operatore/liquidazioni/${id}`}>{merchant}</Link>,
    },
    {
      key: 'note',
      header: t('facts.note'),
      cell: ({ noteNumber, noteYear }) =>
        noteNumber !== null && noteYear !== null && writeNote({ number: noteNumber, year: noteYear }),
    },
    {
      key: 'period',
      header: t('facts.period'),
      cell: ({ periodFrom, periodTo }) => <Period from={periodFrom} to={periodTo} />,
    },
    {
      key: 'due',
      header: status === 'pagata' ? t('facts.paid') : t('facts.payBy'),
      cell: (row) => <Due row={row} now={now} late={t('office.late')} />,
    },
    {
      key: 'total',
      header: t('facts.total'),
      number: true,
      cell: ({ merchantId, totalCents }) => <Amount cents={totalCents ?? sums.get(merchantId) ?? 0} />,
    },
  ];
  const table = (chosen: Column<SettlementRow>[] = []) => (
    <DataTable
      caption={t('office.title')}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      columns={[...chosen, ...columns]}
    />
  );
  if (status !== 'verificata') return table();
  return (
    <Form action={preparePayment} className="worklist-choice" aria-label={t('office.prepare')}>
      <HiddenField name="batchId" value={randomUUID()} />
      {table([
        {
          key: 'choose',
          header: t('office.choose'),
          cell: ({ id, merchant }) => (
            <input
              type="checkbox"
              name="settlementIds"
              value={id}
              defaultChecked
              aria-label={t('office.chooseOne', { merchant })}
            />
          ),
        },
      ])}
      <SubmitButton icon="card">{t('office.prepare')}</SubmitButton>
    </Form>
  );
}

function Due({ row: { payBy, paidAt }, now, late }: { row: SettlementRow; now: Date; late: string }) {
  if (paidAt !== null) return <DateTime at={paidAt} precision="day" />;
  if (payBy === null) return null;
  return (
    <>
      <DateTime at={payBy} precision="day" />
      {payBy < now && (
        <span className="row-phase">
          <Icon name="warning-circle" size="xs" /> {late}
        </span>
      )}
    </>
  );
}
