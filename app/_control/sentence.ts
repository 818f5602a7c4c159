import { getTranslations } from 'next-intl/server';
import type { Signal } from '@/domain/control/signals';
import { formatEuro } from '@/domain/money';
import { kindWord } from './words';

/** What was seen, in one sentence. */
export async function signalSentence(signal: Signal): Promise<string> {
  const t = await getTranslations('control.seen');
  const { kind, count, vouchers, amountCents, share, from, to } = signal;
  return t(kindWord[kind], {
    count,
    vouchers,
    amount: formatEuro(amountCents),
    share: share ?? 0,
    seconds: Math.round((to.getTime() - from.getTime()) / 1_000),
  });
}
