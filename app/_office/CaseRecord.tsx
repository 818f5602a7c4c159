import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { Card } from '@/app/_ui/Card';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { decisionsOn, eventsOf } from '@/db/queries/application-file';

type Decision = Awaited<ReturnType<typeof decisionsOn>>[number];
type Event = Awaited<ReturnType<typeof eventsOf>>[number];

/** The manual's "Valutazioni" (§ 2.11), with who decided and why. */
export async function Decisions({
  decisions,
  names,
  letterHref,
}: {
  decisions: Decision[];
  names: ReadonlyMap<string, string>;
  /** Where the letter of the last one is; null while there is none. */
  letterHref: string | null;
}) {
  const [t, tOffice, tEvidence] = await Promise.all([
    getTranslations('office.record'),
    getTranslations('procedure.office'),
    getTranslations('evidence.office'),
  ]);
  if (decisions.length === 0) return null;
  return (
    <Card>
      <h2>{t('decisions')}</h2>
      {decisions.map(({ id, outcome, decidedAt, amountCents, decidedBy, reason, reasonCodes }) => (
        <SummaryList
          key={id}
          items={[
            { label: t('outcome'), value: <StatusBadge status={outcome} /> },
            { label: t('at'), value: <DateTime at={decidedAt} precision="minute" /> },
            ...(amountCents === null ? [] : [{ label: t('amount'), value: <Amount cents={amountCents} /> }]),
            { label: t('by'), value: names.get(decidedBy) },
            ...(reasonCodes.length === 0
              ? []
              : [
                  {
                    label: tOffice('reasonCodes'),
                    value: reasonCodes.map((code) => tOffice(`reasons.${code}`)).join(', '),
                  },
                ]),
            ...(reason === null
              ? []
              : [{ label: t('reason'), value: <span className="as-written">{reason}</span> }]),
          ]}
        />
      ))}
      {letterHref !== null && (
        <p className="no-print">
          <a href={letterHref}>{tEvidence('letter')}</a>
        </p>
      )}
    </Card>
  );
}

/** What happened to the application, oldest first. */
export async function History({ events }: { events: Event[] }) {
  const [t, tEvents] = await Promise.all([
    getTranslations('office.record'),
    getTranslations('office.events'),
  ]);
  const columns: Column<Event>[] = [
    { key: 'at', header: t('at'), cell: ({ at }) => <DateTime at={at} precision="minute" /> },
    { key: 'what', header: t('what'), rowHeader: true, cell: ({ kind }) => tEvents(kind) },
  ];
  return (
    <DataTable
      caption={t('history')}
      columns={columns}
      rows={events}
      rowKey={({ number }) => String(number)}
    />
  );
}
