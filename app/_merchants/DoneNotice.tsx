import { getTranslations } from 'next-intl/server';
import { Callout } from '@/app/_ui/Callout';
import { doneWords } from './parts';

/** What has just been done, told on the page one returns to; an unknown word tells nothing. */
export async function DoneNotice({ word }: { word: string }) {
  const t = await getTranslations('merchants.done');
  const known = doneWords.find((each) => each === word);
  return known === undefined ? null : <Callout tone="success" role="status" title={t(known)} />;
}
