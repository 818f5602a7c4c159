import { getTranslations } from 'next-intl/server';
import { DateTime } from '@/app/_ui/DateTime';
import type { ticketByCode } from '@/db/queries/tickets';
import { TicketBadge } from './TicketBadge';

type Ticket = NonNullable<Awaited<ReturnType<typeof ticketByCode>>>['ticket'];

/** Where a request stands, in words, and by when something is to be expected. */
export async function TicketState({ ticket }: { ticket: Ticket }) {
  const t = await getTranslations('help');
  const { status, createdAt, firstAnswerBy, resolveBy } = ticket;
  const expected = { aperta: firstAnswerBy, 'in lavorazione': resolveBy, risolta: null, chiusa: null }[
    status
  ];
  const facts = [
    { label: t('state'), value: <TicketBadge status={status} /> },
    { label: t('openedAt'), value: <DateTime at={createdAt} precision="minute" /> },
    expected && {
      label: status === 'aperta' ? t('firstAnswerBy') : t('resolveBy'),
      value: <DateTime at={expected} precision="minute" />,
    },
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
    </>
  );
}
