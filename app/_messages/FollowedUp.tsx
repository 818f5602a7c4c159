import { getTranslations } from 'next-intl/server';
import { DateTime } from '@/app/_ui/DateTime';
import type { FailedMessage } from '@/db/queries/failed-messages';

/** What somebody did about a message, and how that went. */
export async function FollowedUp({ followUp }: Pick<FailedMessage, 'followUp'>) {
  const t = await getTranslations('messageDesk.done');
  const { kind, by, at, note, againStatus } = followUp;
  if (kind === null || at === null) return null;
  const fared = againStatus === null ? null : t(`status.${againStatus}`);
  return (
    <>
      {t(kind, { name: by ?? '' })}, <DateTime at={at} precision="minute" />
      {fared !== null && `: ${fared}`}
      {note !== null && <span className="d-block as-written">{note}</span>}
    </>
  );
}
