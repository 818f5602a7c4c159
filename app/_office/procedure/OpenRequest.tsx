import { getTranslations } from 'next-intl/server';
import { minuteOf } from '@/app/_citizen/moments';
import { database } from '@/app/_server/database';
import { Callout } from '@/app/_ui/Callout';
import { isOpenRequest, requestsOn } from '@/db/queries/procedure';

const day = 24 * 60 * 60 * 1000;

/** What the citizen has still to answer, how long they have, and what the office's own term does meanwhile. */
export async function OpenRequest({ applicationId, now }: { applicationId: string; now: Date }) {
  const [t, requests] = await Promise.all([
    getTranslations('procedure.office'),
    requestsOn(database(), applicationId),
  ]);
  const open = requests.find(isOpenRequest);
  if (!open) return null;
  const { answerBy, suspends } = open;
  const days = Math.max(0, Math.floor((answerBy.getTime() - now.getTime()) / day));
  return (
    <Callout title={t('openRequest')}>
      <p>
        {t('openUntil', { moment: minuteOf(answerBy) })} {t('daysLeft', { days })}
      </p>
      <p>{t(suspends ? 'standsStill' : 'runsOn')}</p>
    </Callout>
  );
}
