import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Callout } from '@/app/_ui/Callout';
import { sourceOfDraft } from '@/db/queries/application-file';
import { writeDay } from '@/domain/calendar';

/** Says that a draft began with the data of an earlier application (criterion C.SE.1.5), which may have changed since. */
export async function PrefilledNote({ applicationId }: { applicationId: string }) {
  const [t, sentAt] = await Promise.all([
    getTranslations('questions'),
    sourceOfDraft(database(), applicationId),
  ]);
  return sentAt && <Callout title={t('prefilled', { day: writeDay(sentAt) })} />;
}
