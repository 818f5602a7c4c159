import { getTranslations } from 'next-intl/server';
import { DateTime } from '@/app/_ui/DateTime';
import type { TicketRow } from '@/db/queries/tickets/file';
import { TicketBadge } from './TicketBadge';

/** Where a request stands, in words, and by when something is to be expected. */
export async function TicketState({ ticket }: { ticket: TicketRow }) {
  const t = await getTranslations('help');
  const { status, createdAt, firstAnsweredAt, dueAt, closesAt, reopenBy } = ticket;
  const facts = [
    { label: t('state'), value: <TicketBadge status={status} /> },
    { label: t('openedAt'), value: <DateTime at={createdAt} precision="minute" /> },
    dueAt && {
      label: firstAnsweredAt === null ? t('firstAnswerBy') : t('resolveBy'),
      value: <DateTime at={dueAt} precision="minute" />,
    },
    closesAt && { label: t('closesOn'), value: <DateTime at={closesAt} precision="day" /> },
    reopenBy && { label: t('reopenBy'), value: <DateTime at={reopenBy} precision="day" /> },
  ].filter((fact) => fact !== null);
  return (
    <>
      <dl className="facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{t(`meaning.${status}`)}</p>
      {dueAt !== null && <p className="field-hint">{t('officeHours')}</p>}
    </>
  );
}
