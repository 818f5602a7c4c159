import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DataTable } from '@/app/_ui/DataTable';
import type { Evaluation } from '@/domain/programme/evaluation';

/** How an amount comes about, a step a row, the last one being the amount. */
export async function AmountSteps({ evaluation: { steps, tier } }: { evaluation: Evaluation }) {
  const t = await getTranslations('rules');
  return (
    <DataTable
      caption={t('steps.title')}
      captionHidden
      narrow="scroll"
      rows={steps.map((step, place) => ({ ...step, place }))}
      rowKey={({ place }) => String(place)}
      columns={[
        {
          key: 'step',
          header: t('steps.step'),
          rowHeader: true,
          cell: ({ kind, text }) =>
            text || (kind === 'tier' && tier ? t('steps.tier', { ...tier }) : t(`steps.${kind}`)),
        },
        {
          key: 'amount',
          header: t('steps.amount'),
          number: true,
          cell: ({ amountCents }) => <Amount cents={amountCents} />,
        },
      ]}
    />
  );
}
