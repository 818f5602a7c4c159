import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { TillTextsProvider } from '@/app/_till/texts';
import type { TillTexts } from '@/app/_till/state';

const names = [
  'code',
  'codeHint',
  'check',
  'compare',
  'holder',
  'balance',
  'expires',
  'compared',
  'amount',
  'all',
  'receipt',
  'receiptHint',
  'record',
  'other',
  'refused',
  'refusedHint',
  'notRecorded',
  'unknown',
  'unknownText',
  'unknownLink',
] as const satisfies readonly (keyof TillTexts)[];

/** The merchant's area, with the words its interactive pieces need. */
export default async function MerchantLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('till.words');
  const texts = Object.fromEntries(names.map((name) => [name, t(name)])) as unknown as TillTexts;
  return <TillTextsProvider texts={texts}>{children}</TillTextsProvider>;
}
