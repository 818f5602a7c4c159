import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { cancel } from '@/app/operatore/lotti/actions';
import { database } from '@/app/_server/database';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { DataTable } from '@/app/_ui/DataTable';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { Pagination } from '@/app/_ui/Pagination';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { batchRowsFrom, type BatchFile } from '@/db/queries/batches';
import { batchStage } from '@/domain/batch/batch';
import { rowStates, type RowState } from '@/domain/batch/row';
import { batchHref } from './address';
import { Live } from './Live';
import { identityColumns, outcomeColumn, taskColumn } from './RowCells';

const pageSize = 100;

type Props = {
  batch: BatchFile;
  after: number;
  /** Rows of one state only. */
  state: RowState | undefined;
  mayCancel: boolean;
};

/** How far a confirmed batch has come, and what came of each row. */
export async function Progress({ batch, after, state, mayCancel }: Props) {
  const t = await getTranslations('batches.progress');
  const stage = batchStage(batch);
  const { fatta: done, rifiutata: refused } = batch.counts;
  const whole = done + refused + batch.counts['in coda'];
  const percent = whole === 0 ? 100 : Math.floor(((done + refused) / whole) * 100);
  return (
    <>
      {stage === 'in corso' && <Live />}
      {stage === 'annullato' && (
        <Callout tone="warning" title={t('cancelled')}>
          <p>{t('cancelledText', { count: batch.counts['in coda'] })}</p>
        </Callout>
      )}
      {stage === 'finito' && (
        <Callout tone={refused === 0 ? 'success' : 'info'} title={t('finished')}>
          <p>{t('finishedText', { done, refused })}</p>
        </Callout>
      )}
      <div className="batch-progress">
        <label htmlFor="avanzamento">{t('percent', { percent })}</label>
        <progress id="avanzamento" value={done + refused} max={Math.max(whole, 1)} />
        <p aria-live="polite">{t('counts', { done, refused, left: batch.counts['in coda'] })}</p>
      </div>
      <Actions>
        <ButtonLink href={`${batchHref(batch.id)}/csv`} look="secondary" icon="download">
          {t('csv')}
        </ButtonLink>
      </Actions>
      {stage === 'in corso' && mayCancel && (
        <Form action={cancel} className="batch-drop no-print">
          <HiddenField name="batchId" value={batch.id} />
          <SubmitButton look="danger" icon="ban">
            {t('cancel')}
          </SubmitButton>
        </Form>
      )}
      <Rows batch={batch} after={after} state={state} />
    </>
  );
}

async function Rows({ batch, after, state }: Omit<Props, 'mayCancel'>) {
  const [t, tRows] = await Promise.all([
    getTranslations('batches.progress'),
    getTranslations('batches.rows'),
  ]);
  const found = await batchRowsFrom(database(), batch.id, {
    states: state ? [state] : rowStates,
    after,
    limit: pageSize + 1,
  });
  const rows = found.slice(0, pageSize);
  const only = state ? { state } : {};
  const views = rowStates.filter((each) => batch.counts[each] > 0);
  const last = rows.at(-1);
  return (
    <>
      <nav aria-label={t('views')} className="views no-print">
        <ul>
          {[undefined, ...views].map((view) => (
            <li key={view ?? ''}>
              <Link
                href={batchHref(batch.id, view && { state: view })}
                className="view status-white"
                aria-current={view === state ? 'page' : undefined}
                scroll={false}
              >
                {view ? (
                  <>
                    <strong>{batch.counts[view]}</strong> {tRows(`states.${view}`)}
                  </>
                ) : (
                  t('all')
                )}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <DataTable
        caption={t('rows')}
        captionHidden
        columns={[
          ...(await identityColumns(batch.kind === 'results')),
          await taskColumn(batch.kind === 'results'),
          await outcomeColumn(rows, batch.cancelledAt !== null),
        ]}
        rows={rows}
        rowKey={({ position }) => String(position)}
      />
      <Pagination
        {...(after > 0 && { previousHref: batchHref(batch.id, only) })}
        {...(found.length > pageSize &&
          last && { nextHref: batchHref(batch.id, { ...only, after: last.position }) })}
      />
    </>
  );
}
