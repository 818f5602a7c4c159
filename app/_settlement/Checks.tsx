import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Icon } from '@/app/_ui/Icon';
import type { SettlementFile } from '@/db/queries/settlements';
import { settlementSums } from '@/db/queries/settlement-sums';
import { checksOf, settlementChecks } from '@/domain/settlement/checks';

/** What must be so before a note is verified, each with its answer in words. */
export async function Checks({ file: { settlement, merchant } }: { file: SettlementFile }) {
  const t = await getTranslations('settlement.checks');
  const checks = checksOf({
    ...(await settlementSums(database(), settlement)),
    iban: merchant.iban,
    totalCents: settlement.totalCents ?? 0,
  });
  return (
    <ul className="settlement-checks" aria-label={t('title')}>
      {settlementChecks.map((check) => (
        <li key={check} className={checks[check] ? 'check-yes' : 'check-no'}>
          <Icon name={checks[check] ? 'check-circle' : 'error'} size="sm" />
          <span>{checks[check] ? t(`holds.${check}`) : t(`fails.${check}`)}</span>
        </li>
      ))}
    </ul>
  );
}
