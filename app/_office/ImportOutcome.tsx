import { getTranslations } from 'next-intl/server';
import { Callout } from '@/app/_ui/Callout';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { longestRegister } from '@/commands/register/intake';
import type { RegisterImport } from '@/db/queries/registers';
import { formatCount } from '@/app/_office/count';
import type { RowFault } from '@/domain/register/rows';

/** Why nothing was even read. */
const words = ['busy', 'interrupted', 'no-file'] as const;

/** What came of the file just sent: the register replaced, or every fault by row and column. */
export async function ImportOutcome({ last, word }: { last: RegisterImport | undefined; word: string }) {
  const t = await getTranslations('evidence.office.import');
  const known = words.find((each) => each === word);
  if (known) return <Callout tone="danger" role="alert" title={t(known)} />;
  if (!last) return null;
  if (last.wrong === 0) {
    return <Callout tone="success" role="status" title={t('done', { rows: formatCount(last.rows) })} />;
  }
  const { faults, rows, wrong } = last;
  return (
    <>
      <Callout tone="danger" role="alert" title={t('wrong')}>
        <p>{t('wrongText', { wrong: formatCount(wrong), rows: formatCount(rows) })}</p>
        {faults.length < wrong && <p>{t('first', { shown: faults.length })}</p>}
      </Callout>
      <Faults faults={faults} />
    </>
  );
}

async function Faults({ faults }: { faults: RowFault[] }) {
  const [t, tFaults, tOwn] = await Promise.all([
    getTranslations('evidence.office.import'),
    getTranslations('faults'),
    getTranslations('evidence.office.faults'),
  ]);
  const figures = { megabytes: longestRegister / 1024 / 1024 };
  const sentence = (code: string): string =>
    tOwn.has(code as never) ? tOwn(code as never, figures as never) : tFaults(code as never);
  const columns: Column<RowFault & { place: number }>[] = [
    { key: 'row', header: t('row'), rowHeader: true, cell: ({ row }) => row ?? t('wholeFile') },
    {
      key: 'column',
      header: t('column'),
      cell: ({ row, column }) => column ?? (row === null ? '' : t('wholeRow')),
    },
    { key: 'what', header: t('what'), cell: ({ code }) => sentence(code) },
  ];
  return (
    <DataTable
      caption={t('faults')}
      columns={columns}
      rows={faults.map((fault, place) => ({ ...fault, place }))}
      rowKey={({ place }) => String(place)}
      narrow="scroll"
    />
  );
}
