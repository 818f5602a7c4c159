import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/Card';
import { DateTime } from '@/app/_ui/DateTime';
import type { TicketRow } from '@/db/queries/tickets/file';
import { TicketBadge } from './TicketBadge';

/** The terms of a request as they run, for the desk. */
export async function TermsBox({ ticket, now }: { ticket: TicketRow; now: Date }) {
  const [t, tHelp] = await Promise.all([getTranslations('help.desk'), getTranslations('help')]);
  const { status, createdAt, firstAnswerBy, resolveBy, firstAnswerMinutes, resolutionMinutes } = ticket;
  const { pausedAt, closesAt, reopenBy, dueAt } = ticket;
  const facts = [
    { label: tHelp('state'), value: <TicketBadge status={status} /> },
    { label: tHelp('openedAt'), value: <DateTime at={createdAt} precision="minute" /> },
    {
      label: t('firstAnswer'),
      value:
        firstAnswerMinutes === null ? (
          <Term at={firstAnswerBy} />
        ) : (
          t('keptIn', { minutes: firstAnswerMinutes })
        ),
    },
    {
      label: t('resolution'),
      value:
        resolutionMinutes === null ? <Term at={resolveBy} /> : t('solvedIn', { minutes: resolutionMinutes }),
    },
    pausedAt &&
      status === 'in attesa di risposta' && {
        label: t('paused'),
        value: <DateTime at={pausedAt} precision="minute" />,
      },
    closesAt && { label: tHelp('closesOn'), value: <DateTime at={closesAt} precision="day" /> },
    reopenBy && { label: tHelp('reopenBy'), value: <DateTime at={reopenBy} precision="day" /> },
  ].filter((fact) => fact !== null && fact !== false);
  return (
    <Card>
      <h2>{t('terms')}</h2>
      {dueAt !== null && dueAt < now && <p className="overdue fw-bold">{t('lateNow')}</p>}
      <dl className="facts facts-stacked">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

async function Term({ at }: { at: Date }) {
  const t = await getTranslations('help.desk');
  return (
    <>
      {t('by')} <DateTime at={at} precision="minute" />
    </>
  );
}
