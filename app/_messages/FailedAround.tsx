import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Card } from '@/app/_ui/Card';
import { DateTime } from '@/app/_ui/DateTime';
import { failedAround } from '@/db/queries/failed-messages';
import type { TicketRow } from '@/db/queries/tickets/file';
import { messageTitles } from '@/domain/message-titles';

/** What did not arrive of a request's person, for the desk that has them on the line. */
export async function FailedAround({ ticket }: { ticket: TicketRow }) {
  const [t, tReasons, messages] = await Promise.all([
    getTranslations('messageDesk'),
    getTranslations('messages.reasons'),
    failedAround(database(), ticket),
  ]);
  if (messages.length === 0) return null;
  return (
    <Card>
      <h2>{t('title')}</h2>
      <p className="field-hint">{t('aroundLead')}</p>
      <ul className="looks">
        {messages.map(({ id, kind, createdAt, failure }) => (
          <li key={id}>
            <Link href={`/supporto/messaggi/${id}`} prefetch={false} lang="it">
              {messageTitles[kind]}
            </Link>
            , <DateTime at={createdAt} precision="minute" />
            {failure !== null && <span className="d-block">{tReasons(failure)}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
