import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { totalOf, type Movement } from './totals';

/** What the shop has recorded today; spends taken back do not count. */
export async function DayTotal({ spends }: { spends: readonly Movement[] }) {
  const t = await getTranslations('till');
  const { count, cents } = totalOf(spends);
  return (
    <p className="day-total no-print">
      {t('today', { count })} <Amount cents={cents} />{' '}
      <Link href="/esercente/movimenti" prefetch={false}>
        {t('seeMovements')}
      </Link>
    </p>
  );
}
