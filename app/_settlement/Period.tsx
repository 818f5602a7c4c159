import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/_ui/DateTime';

/** From the first day of a period to its last one. */
export function Period({ from, to }: { from: Date; to: Date }) {
  const t = useTranslations('settlement');
  return t.rich('period', {
    from: () => <DateTime at={from} precision="day" />,
    to: () => <DateTime at={new Date(Math.max(to.getTime() - 1, from.getTime()))} precision="day" />,
  });
}
