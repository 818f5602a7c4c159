import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { viewDays } from '@/db/queries/audit';
import { writeCivilDay } from '@/domain/merchant/agreement';

/** On which days which office looked at the person's application. Who it was, the Ente knows and answers for. */
export async function Looks({ applicationId }: { applicationId: string }) {
  const [t, days] = await Promise.all([getTranslations('views'), viewDays(database(), applicationId)]);
  if (days.length === 0) return null;
  return (
    <details className="fold no-print">
      <summary>{t('citizen.title')}</summary>
      <p>{t('citizen.lead')}</p>
      <ul>
        {days.map(({ day, role }) => (
          <li key={`${day} ${role}`}>
            {writeCivilDay(day)}: {t(`offices.${role}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}
