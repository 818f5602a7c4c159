import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DateTime } from '@/app/_ui/DateTime';
import type { Column } from '@/app/_ui/DataTable';
import { Icon } from '@/app/_ui/Icon';
import type { ListedRow } from '@/db/queries/batches';
import { endOfDay } from '@/domain/calendar';
import { rowLook, rowReasons } from './words';

/** The columns by which every table of rows tells which application a row is about. */
export async function identityColumns(inFile: boolean): Promise<Column<ListedRow>[]> {
  const t = await getTranslations('batches.rows');
  return [
    ...(inFile ? [{ key: 'line', header: t('line'), cell: ({ line }: ListedRow) => line }] : []),
    {
      key: 'registration',
      header: t('registration'),
      rowHeader: true,
      cell: ({ applicationId, label }) =>
        applicationId === null ? (
          <span className="as-written">{label === '' ? t('unreadable') : label}</span>
        ) : (
          <Link href={`/operatore/domande/${applicationId}`} prefetch={false}>
            {label}
          </Link>
        ),
    },
    {
      key: 'name',
      header: t('name'),
      cell: ({ familyName, givenName }) => [familyName, givenName].filter(Boolean).join(' '),
    },
  ];
}

/**
 * What is to be done to a row, with the amount or day, its own reasons where rows have each theirs, and what should be
 * looked at before.
 */
export async function taskColumn(ownReasons: boolean): Promise<Column<ListedRow>> {
  const [t, tOffice] = await Promise.all([
    getTranslations('batches.rows'),
    getTranslations('procedure.office'),
  ]);
  return {
    key: 'task',
    header: t('task'),
    cell: ({ task, warnings }) => (
      <>
        {task && (
          <>
            {t(`acts.${task.act}`)} {task.act === 'approva' && <Amount cents={task.amountCents} />}
            {task.act === 'proroga' && <DateTime at={endOfDay(task.expiresOn)} precision="day" />}
            {task.act === 'approva' && task.amountCents !== task.proposedCents && (
              <span className="row-note">
                {t('proposed')} <Amount cents={task.proposedCents} />
              </span>
            )}
          </>
        )}
        {ownReasons && task?.act === 'respingi' && task.reasonCodes && (
          <span className="row-note">
            {task.reasonCodes.map((code) => tOffice(`reasons.${code}`)).join(', ')}
          </span>
        )}
        {ownReasons && task && 'reason' in task && task.reason && (
          <span className="row-note as-written">{task.reason}</span>
        )}
        {warnings.map((warning) => (
          <span key={warning} className="row-warning">
            <Icon name="warning-circle" size="xs" />
            {t(`warnings.${warning}`)}
          </span>
        ))}
      </>
    ),
  };
}

/** Why rows that cannot be done cannot be. */
export async function reasonColumn(rows: readonly ListedRow[]): Promise<Column<ListedRow>> {
  const [t, reasons] = await Promise.all([getTranslations('batches.rows'), reasonsOf(rows)]);
  return { key: 'why', header: t('why'), cell: ({ position }) => reasons.get(position) };
}

/** The reasons of rows that were not done, by their positions. */
async function reasonsOf(rows: readonly ListedRow[]): Promise<Map<number, string>> {
  const reasonOf = await rowReasons();
  const reasons = new Map<number, string>();
  for (const { position, refusal } of rows) if (refusal) reasons.set(position, await reasonOf(refusal));
  return reasons;
}

/** Where a row stands, and why it was not done where it was not. */
export async function outcomeColumn(
  rows: readonly ListedRow[],
  cancelled: boolean,
): Promise<Column<ListedRow>> {
  const [t, tStatus, reasons] = await Promise.all([
    getTranslations('batches.rows'),
    getTranslations('status'),
    reasonsOf(rows),
  ]);
  return {
    key: 'outcome',
    header: t('outcome'),
    cell: ({ position, state, result }) => (
      <>
        <span className={`status status-${rowLook[state].color}`}>
          <Icon name={rowLook[state].icon} size="xs" />
          {state === 'in coda' && cancelled ? t('left') : t(`states.${state}`)}
        </span>
        {result && (
          <span className="row-note">
            {result.phase === 'alla firma' || result.phase === "in lista d'attesa"
              ? t(result.phase === 'alla firma' ? 'toSign' : 'waits')
              : tStatus(result.status)}
          </span>
        )}
        {reasons.has(position) && <span className="row-note">{reasons.get(position)}</span>}
      </>
    ),
  };
}
