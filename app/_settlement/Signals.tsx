import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { signalSentence } from '@/app/_control/sentence';
import { kindWord } from '@/app/_control/words';
import { database } from '@/app/_server/database';
import { Callout } from '@/app/_ui/Callout';
import { signalList } from '@/db/queries/control/reviews';
import type { SettlementFile } from '@/db/queries/settlements';

/** What in the merchant's spends of the period is worth a look and was not cleared: a question, never a refusal. */
export async function Signals({ file: { settlement } }: { file: SettlementFile }) {
  const { merchantId, periodFrom: since } = settlement;
  const [t, tControl, found] = await Promise.all([
    getTranslations('settlement.checks'),
    getTranslations('control.kinds'),
    signalList(database(), { merchantId, since }),
  ]);
  const open = found.filter(({ state }) => state !== 'chiarito');
  if (open.length === 0) return null;
  const rows = await Promise.all(
    open.map(async (signal) => ({ ...signal, sentence: await signalSentence(signal) })),
  );
  return (
    <Callout tone="warning" title={t('signals', { count: rows.length })}>
      <ul>
        {rows.map(({ key, kind, sentence }) => (
          <li key={key}>
            <Link href={`/operatore/controlli/${key}`} prefetch={false}>
              {tControl(kindWord[kind])}
            </Link>
            {`: ${sentence}`}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
