import { getTranslations } from 'next-intl/server';
import { Callout } from '@/app/_ui/Callout';
import { voucherActKinds } from '@/domain/voucher/acts';

/** What has just been done with the voucher, told on the page one returns to; an unknown word tells nothing. */
export async function VoucherNotice({ word }: { word: string }) {
  const t = await getTranslations('voucherLife.done');
  const known = voucherActKinds.find((each) => each === word);
  return known === undefined ? null : <Callout tone="success" role="status" title={t(known)} />;
}
