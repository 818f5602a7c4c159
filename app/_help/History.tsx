import { getTranslations } from 'next-intl/server';
import { DateTime } from '@/app/_ui/DateTime';
import type { TicketHappening } from '@/db/queries/tickets/desk';

/** What happened to a request and who did it. */
export async function History({ events }: { events: readonly TicketHappening[] }) {
  const t = await getTranslations('help.desk');
  const doers = { requester: t('person'), system: t('system'), user: '' };
  return (
    <details className="mt-4">
      <summary>{t('history')}</summary>
      <ol className="ticket-history">
        {events.map(({ number, event, actorKind, by, at }) => (
          <li key={number}>
            <DateTime at={at} precision="minute" /> {t(`events.${event.kind}`)}
            {event.kind === 'escalated' && `: ${t(`levels.${event.level}`)}`}
            {event.kind === 'classified' && `: ${t(`priorities.${event.priority}`)}`}
            {' · '}
            {by ?? doers[actorKind]}
          </li>
        ))}
      </ol>
    </details>
  );
}
