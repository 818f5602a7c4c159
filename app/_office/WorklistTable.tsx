import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { choiceHref } from '@/app/_batch/chosen';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import { statusLook } from '@/app/_ui/status-look';
import type { WorklistRow } from '@/db/queries/worklist/page';
import { writeRegistration } from '@/domain/application/registration';
import { DecideBy } from './DecideBy';
import { caseHref, worklistHref, type OrderName, type TypedList } from './filters';
import { phaseWord } from './phase-words';

type Props = { list: TypedList; rows: readonly WorklistRow[]; now: Date; mayAssign: boolean };

/** A page of the worklist. The whole row has the colour of its state, as in the manual's list. */
export async function WorklistTable({ list, rows, now, mayAssign }: Props) {
  const [t, tPhase, tChosen] = await Promise.all([
    getTranslations('worklist.list'),
    getTranslations('worklist.phases'),
    getTranslations('batches.chosen'),
  ]);
  const choosable = rows.some(({ status }) => status === 'presentata');
  const nameOf = ({ familyName, givenName }: WorklistRow): string => `${familyName ?? ''} ${givenName ?? ''}`;
  const columns: Column<WorklistRow>[] = [
    {
      key: 'registration',
      header: t('registration'),
      rowHeader: true,
      cell: ({ id, registration: { number, year } }) => (
        <Link href={caseHref(id, list)} prefetch={false} data-case>
          {number !== null && year !== null ? writeRegistration({ number, year }) : t('unregistered')}
        </Link>
      ),
    },
    { key: 'name', header: t('name'), cell: nameOf, ...sorted(list, 'nome') },
    { key: 'fiscalCode', header: t('fiscalCode'), cell: ({ fiscalCode }) => fiscalCode },
    { key: 'programme', header: t('programme'), cell: ({ programme }) => programme },
    {
      key: 'date',
      header: t('date'),
      cell: ({ listedAt }) => <DateTime at={listedAt} precision="day" />,
      ...sorted(list, 'data'),
    },
    {
      key: 'status',
      header: t('status'),
      cell: ({ status, phase }) => (
        <>
          <StatusBadge status={status} />
          {phase !== null && <span className="row-phase">{tPhase(phaseWord[phase])}</span>}
        </>
      ),
    },
    {
      key: 'decideBy',
      header: t('decideBy'),
      cell: ({ phase, decideBy }) =>
        phase !== null && decideBy ? <DecideBy at={decideBy} now={now} /> : null,
      ...sorted(list, 'termine'),
    },
    { key: 'operator', header: t('operator'), cell: ({ operator }) => operator },
  ];
  if (choosable) {
    columns.unshift({
      key: 'choose',
      header: t('choose'),
      cell: (row) =>
        row.status === 'presentata' ? (
          <input
            type="checkbox"
            name="id"
            value={row.id}
            aria-label={t('chooseOne', { name: nameOf(row) })}
          />
        ) : null,
    });
  }
  const table = (
    <DataTable
      caption={t('caption')}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowColor={({ status }) => statusLook[status].color}
    />
  );
  if (!choosable) return table;
  return (
    <form action="/operatore/lotti/nuovo" aria-label={t('batch')} className="worklist-choice">
      {table}
      <Actions>
        <button type="submit" name="azione" value="decidi" className="btn btn-outline-primary no-print">
          {t('decideChosen')}
        </button>
        {mayAssign && (
          <button type="submit" name="azione" value="assegna" className="btn btn-outline-primary no-print">
            {t('assignChosen')}
          </button>
        )}
        <ButtonLink href={choiceHref({ act: 'decidi', ids: [], filters: list.filters })} look="link">
          {tChosen('wholeList')}
        </ButtonLink>
      </Actions>
    </form>
  );
}

/** A header that orders the list by its column, and turns the order round where it is already so. */
function sorted(list: TypedList, name: OrderName): Pick<Column<WorklistRow>, 'sortHref' | 'sorted'> {
  const current = list.order.replace(/^-/, '') === name;
  const descending = list.order.startsWith('-');
  const first = name === 'data' ? (`-${name}` as const) : name;
  const turned = descending ? name : (`-${name}` as const);
  const sortHref = worklistHref({ ...list, order: current ? turned : first });
  return current ? { sortHref, sorted: descending ? 'descending' : 'ascending' } : { sortHref };
}
