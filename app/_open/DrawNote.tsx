import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/app/_citizen/moments';
import type { Draw } from '@/db/queries/draws';

type Props = {
  slug: string;
  draw: Draw;
  /** Beside a waiting list: that nobody of it is served until the draw is made. */
  waits?: boolean;
};

/** That equals are drawn, and when; the rest stands on the page of the draw. */
export async function DrawNote({ slug, draw: { made }, waits = false }: Props) {
  const t = await getTranslations('voucherLife.draw.note');
  return (
    <p>
      {made ? t('drawn', { day: dayOf(made.at) }) : t('awaited')} {waits && !made && t('waits')}{' '}
      <Link href={`/trasparenza/${slug}/sorteggio`} prefetch={false}>
        {t('link')}
      </Link>
    </p>
  );
}
