import { getTranslations } from 'next-intl/server';
import { DateTime } from '@/app/_ui/DateTime';
import type { FailedMessage } from '@/db/queries/failed-messages';

/** What somebody did about a message, and how that went. */
export async function FollowedUp({ followUp }: Pick<FailedMessage, 'followUp'>) {
  const t = await getTranslations('messageDesk.done');
  const { kind, by, at, note, againStatus } = followUp;
  if (kind === null || at === null) return null;
  return (
    <>
      {t(kind, { name: by ?? '' })}, <DateTime at={at} precision="minute" />
      {againStatus !== null && `: ${t(`status.${againStatus}`)}`}
      {note !== null && <span className="d-block as-written">{note}</span>}
    </>
  );
}
