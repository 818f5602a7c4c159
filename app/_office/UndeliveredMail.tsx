import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Callout } from '@/app/_ui/Callout';
import { DateTime } from '@/app/_ui/DateTime';
import { undeliveredMail } from '@/db/queries/messages';

/** The mails that the citizen did not get: until somebody tells them otherwise, they know nothing of it. */
export async function UndeliveredMail({ applicationId }: { applicationId: string }) {
  const [t, tReasons, mails] = await Promise.all([
    getTranslations('messages.undelivered'),
    getTranslations('messages.reasons'),
    undeliveredMail(database(), applicationId),
  ]);
  if (mails.length === 0) return null;
  return (
    <Callout tone="warning" title={t('title', { count: mails.length })}>
      <ul>
        {mails.map(({ id, subject, failure, at }) => (
          <li key={id}>
            <Link href={`/supporto/messaggi/${id}`}>{subject}</Link>, <DateTime at={at} precision="minute" />
            {failure !== null && <span className="d-block">{tReasons(failure)}</span>}
          </li>
        ))}
      </ul>
      <p>{t('text')}</p>
    </Callout>
  );
}
