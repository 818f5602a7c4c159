import { getTranslations } from 'next-intl/server';
import { Callout } from '@/app/_ui/Callout';

/** What the citizen has just sent, told on the page they return to; an unknown word tells nothing. */
export async function JustDone({ word }: { word: string }) {
  const t = await getTranslations('procedure');
  if (word === 'risposta') {
    return (
      <Callout tone="success" role="status" title={t('asked.sent')}>
        <p>{t('asked.sentText')}</p>
      </Callout>
    );
  }
  if (word !== 'riesame') return null;
  return (
    <Callout tone="success" role="status" title={t('review.sent')}>
      <p>{t('review.sentText')}</p>
    </Callout>
  );
}
