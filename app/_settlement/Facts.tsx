import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DateTime } from '@/app/_ui/DateTime';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { SettlementFile } from '@/db/queries/settlements';
import { maskIban, writeNote } from '@/domain/settlement/note';
import { Period } from './Period';
import { SettlementBadge } from './SettlementBadge';

/** What a settlement is, and how long is left to pay it: the same for both sides. */
export async function Facts({
  file,
  withMerchant = false,
}: {
  file: SettlementFile;
  withMerchant?: boolean;
}) {
  const t = await getTranslations('settlement.facts');
  const { settlement, merchant } = file;
  const { noteNumber, noteYear, presentedAt, payBy, paidAt, stampCents, totalCents } = settlement;
  const items = [
    withMerchant && { label: t('merchant'), value: merchant.name },
    { label: t('state'), value: <SettlementBadge status={settlement.status} /> },
    { label: t('period'), value: <Period from={settlement.periodFrom} to={settlement.periodTo} /> },
    totalCents !== null && { label: t('total'), value: <Amount cents={totalCents} /> },
    noteNumber !== null &&
      noteYear !== null && { label: t('note'), value: writeNote({ number: noteNumber, year: noteYear }) },
    stampCents !== null &&
      stampCents > 0 && {
        label: t('stamp'),
        value: (
          <>
            <Amount cents={stampCents} /> {t(`stampBorneBy.${settlement.terms.stamp.borneBy}`)}
          </>
        ),
      },
    { label: t('iban'), value: merchant.iban === null ? t('noIban') : maskIban(merchant.iban) },
    presentedAt !== null && {
      label: t('presented'),
      value: <DateTime at={presentedAt} precision="minute" />,
    },
    payBy !== null &&
      paidAt === null && { label: t('payBy'), value: <DateTime at={payBy} precision="day" /> },
    paidAt !== null && { label: t('paid'), value: <DateTime at={paidAt} precision="day" /> },
  ].filter((item) => item !== false);
  return <SummaryList items={items} />;
}
