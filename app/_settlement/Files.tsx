import { getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/Icon';
import type { SettlementFile } from '@/db/queries/settlements';

/** The note and its list as files; `base` is the page of the settlement. */
export async function Files({ file: { settlement }, base }: { file: SettlementFile; base: string }) {
  const t = await getTranslations('settlement');
  return (
    <ul className="settlement-files no-print">
      {settlement.presentedAt !== null && (
        <li>
          <a href={`${base}/nota`}>
            <Icon name="file" size="sm" />
            {t('notePdf')}
          </a>
        </li>
      )}
      <li>
        <a href={`${base}/elenco`} download>
          <Icon name="download" size="sm" />
          {t('listCsv')}
        </a>
      </li>
    </ul>
  );
}
