import { getTranslations } from 'next-intl/server';
import { cancel, settlePreview } from '@/app/operatore/lotti/actions';
import { database } from '@/app/_server/database';
import { Actions } from '@/app/_ui/Actions';
import { Callout } from '@/app/_ui/Callout';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { Pagination } from '@/app/_ui/Pagination';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { batchRowsFrom, presentDays, type BatchFile, type ListedRow } from '@/db/queries/batches';
import { endOfDay } from '@/domain/calendar';
import { batchHref } from './address';
import { Budget } from './Budget';
import { NotPossible } from './NotPossible';
import { identityColumns, taskColumn } from './RowCells';

/** Rows shown at once, each with its box. */
const pageSize = 100;

type Props = {
  batch: BatchFile;
  /** Position after which the page begins. */
  after: number;
  /** Only its author takes rows out and confirms. */
  own: boolean;
};

/** What a batch would do, before anything is done: row by row, with the effect on the funds. */
export async function Preview({ batch, after, own }: Props) {
  const t = await getTranslations('batches.preview');
  const possible = batch.counts['in coda'] + batch.counts.esclusa;
  return (
    <>
      <Callout>
        <p>{t('nothingDone')}</p>
      </Callout>
      {batch.kind === 'extend' && <PresentDays batchId={batch.id} />}
      <Budget batchId={batch.id} />
      {possible === 0 ? (
        <EmptyState title={t('nothingToDo')} />
      ) : (
        <Rows batch={batch} after={after} own={own} />
      )}
      <NotPossible batch={batch} />
      {own && (
        <Form action={cancel} id="elimina" className="batch-drop no-print">
          <HiddenField name="batchId" value={batch.id} />
          <SubmitButton look="link" icon="delete">
            {t('drop')}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}

async function Rows({ batch, after, own }: Props) {
  const t = await getTranslations('batches.preview');
  const found = await batchRowsFrom(database(), batch.id, {
    states: ['in coda', 'esclusa'],
    after,
    limit: pageSize + 1,
  });
  const rows = found.slice(0, pageSize);
  const [first, last] = [rows[0], rows.at(-1)];
  const exclude: Column<ListedRow> = {
    key: 'exclude',
    header: t('exclude'),
    cell: ({ position, label, state }) => (
      <label className="row-exclude">
        <input type="checkbox" name="excluded" value={position} defaultChecked={state === 'esclusa'} />
        <span className="visually-hidden">{t('excludeRow', { label })}</span>
      </label>
    ),
  };
  const columns = [
    ...(own ? [exclude] : []),
    ...(await identityColumns(batch.kind === 'results')),
    await taskColumn(batch.kind === 'results'),
  ];
  return (
    <>
      <Form action={settlePreview} id="anteprima">
        <HiddenField name="batchId" value={batch.id} />
        <HiddenField name="from" value={String(first?.position ?? 1)} />
        <HiddenField name="to" value={String(last?.position ?? 0)} />
        <DataTable
          caption={t('rows', { count: batch.counts['in coda'] + batch.counts.esclusa })}
          columns={columns}
          rows={rows}
          rowKey={({ position }) => String(position)}
        />
        {own && (
          <div className="batch-confirm no-print">
            {batch.counts.esclusa > 0 && <p>{t('excluded', { count: batch.counts.esclusa })}</p>}
            <Actions>
              <SubmitButton name="act" value="conferma" icon="check">
                {t(`confirm.${batch.kind}`, { count: batch.counts['in coda'] })}
              </SubmitButton>
              <SubmitButton name="act" value="salva" look="secondary">
                {t('save')}
              </SubmitButton>
            </Actions>
            <p className="field-hint">{t('confirmHint')}</p>
          </div>
        )}
      </Form>
      <Pagination
        {...(after > 0 && { previousHref: batchHref(batch.id) })}
        {...(found.length > pageSize && last && { nextHref: batchHref(batch.id, { after: last.position }) })}
      />
    </>
  );
}

/** When the vouchers end that would get more time. */
async function PresentDays({ batchId }: { batchId: string }) {
  const [t, days] = await Promise.all([getTranslations('batches.preview'), presentDays(database(), batchId)]);
  if (days.length === 0) return null;
  return (
    <div className="batch-effect">
      <DataTable
        caption={t('presentDays')}
        columns={[
          {
            key: 'day',
            header: t('presentDay'),
            rowHeader: true,
            cell: ({ day }) => <DateTime at={endOfDay(day)} precision="day" />,
          },
          { key: 'vouchers', header: t('vouchers'), number: true, cell: ({ vouchers }) => vouchers },
        ]}
        rows={days.slice(0, 30)}
        rowKey={({ day }) => day}
      />
    </div>
  );
}
