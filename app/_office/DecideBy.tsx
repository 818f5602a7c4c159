import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/_ui/DateTime';

/** The last day for a decision; when it has passed, it says so in words. */
export function DecideBy({ at, now }: { at: Date; now: Date }) {
  const t = useTranslations('office');
  return (
    <>
      <DateTime at={at} precision="day" />
      {at < now && <strong className="overdue"> {t('overdue')}</strong>}
    </>
  );
}
