import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Amount } from '@/app/_ui/Amount';
import { DateTime } from '@/app/_ui/DateTime';
import { databaseNow } from '@/db/queries/clock';
import { spendFigures, spendsPage } from '@/db/queries/spends';
import { civilDate } from '@/domain/calendar';
import { totalOf } from './totals';

type Props = { merchantId: string; shopId: string; userId: string };

/** What the shop has recorded today, what of it the person at the till did, and their last spend: an outcome that was missed is read here. */
export async function DayTotal({ merchantId, shopId, userId }: Props) {
  const t = await getTranslations('till');
  const today = civilDate(await databaseNow(database()));
  const day = { merchantId, shopId, from: today, to: today };
  const [figures, [last]] = await Promise.all([
    spendFigures(database(), day),
    spendsPage(database(), { ...day, actorId: userId }, { limit: 1 }),
  ]);
  const all = totalOf(figures);
  const mine = totalOf(figures.filter(({ actorId }) => actorId === userId));
  return (
    <section className="day-total no-print" aria-labelledby="oggi">
      <h2 id="oggi">{t('today.title')}</h2>
      <ul>
        <li>
          {t('today.all', { count: all.count })} · <Amount cents={all.cents} />
        </li>
        {mine.count !== all.count && (
          <li>
            {t('today.mine', { count: mine.count })} · <Amount cents={mine.cents} />
          </li>
        )}
        {last && (
          <li>
            {t('today.last')}{' '}
            <Link href={`/esercente/esito/${last.id}`} prefetch={false}>
              <Amount cents={last.amountCents} /> · <DateTime at={last.at} precision="minute" />
            </Link>{' '}
            {last.voidedAt !== null && t('today.lastVoided')}
          </li>
        )}
      </ul>
      <p>
        <Link href="/esercente/movimenti" prefetch={false}>
          {t('seeMovements')}
        </Link>
      </p>
    </section>
  );
}
