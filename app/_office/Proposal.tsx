import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { Card } from '@/app/_ui/Card';
import type { AmountModel } from '@/domain/programme/rules';
import type { Cents } from '@/domain/money';
import { AmountsTable } from './AmountsTable';

type Props = {
  /** People in the household, as they result from the list. */
  members: number;
  model: AmountModel;
  proposedCents: Cents;
  /** What the fund still holds, or null where the programme has none. */
  residualCents: Cents | null;
};

/** The amount by the programme's own table, with the row it comes from: nobody has to trust the figure. */
export async function Proposal({ members, model, proposedCents, residualCents }: Props) {
  const t = await getTranslations('office.proposal');
  return (
    <Card>
      <h2>{t('title')}</h2>
      <p className="big-amount">
        <Amount cents={proposedCents} />
      </p>
      <p>{t('explanation', { count: members })}</p>
      <details>
        <summary>{t('table')}</summary>
        <AmountsTable model={model} caption={t('table')} captionHidden members={members} />
      </details>
      {residualCents !== null && (
        <p>
          {t('residual')} <Amount cents={residualCents} />
        </p>
      )}
    </Card>
  );
}
