import { getTranslations } from 'next-intl/server';
import { DateTime } from '@/app/_ui/DateTime';
import type { SettlementFile } from '@/db/queries/settlements';

/** What has happened to a settlement, oldest first. */
export async function Happened({ file: { events } }: { file: SettlementFile }) {
  const t = await getTranslations('settlement.events');
  return (
    <section aria-labelledby="storia">
      <h2 id="storia">{t('title')}</h2>
      <ol className="settlement-events">
        {events.map(({ number, kind, at }) => (
          <li key={number}>
            <DateTime at={at} precision="minute" /> {t(kind)}
          </li>
        ))}
      </ol>
    </section>
  );
}
