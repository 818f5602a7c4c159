import { getTranslations } from 'next-intl/server';
import { AmountSteps } from '@/app/_rules/AmountSteps';
import { JudgedCriteria } from '@/app/_rules/JudgedCriteria';
import { Amount } from '@/app/_ui/Amount';
import { Card } from '@/app/_ui/Card';
import type { AmountModel } from '@/domain/programme/amounts';
import type { Evaluation } from '@/domain/programme/evaluation';
import type { Cents } from '@/domain/money';
import { AmountsTable } from './AmountsTable';

type Props = {
  /** People in the household, as they result from the list. */
  members: number;
  model: AmountModel;
  evaluation: Evaluation;
  /** Whether registers have answered and stand in the place of what was declared. */
  verified: boolean;
  /** What the fund still holds, or null where the programme has none. */
  residualCents: Cents | null;
};

/** What the programme's own rules make of the application, with every reason: nobody has to trust the figure. */
export async function Proposal({ members, model, evaluation, verified, residualCents }: Props) {
  const [t, tEvidence] = await Promise.all([
    getTranslations('office.proposal'),
    getTranslations('evidence.office'),
  ]);
  const { amountCents, criteria, points, totalPoints, tier } = evaluation;
  return (
    <Card>
      <h2>{t('title')}</h2>
      <p className="big-amount">{amountCents === null ? t('atClosing') : <Amount cents={amountCents} />}</p>
      <p>{t('explanation', { count: members })}</p>
      {verified && <p>{tEvidence('verified')}</p>}
      {tier && <p>{t('tier', { name: tier.text })}</p>}
      {criteria.length > 0 && (
        <>
          <h3>{t('criteria')}</h3>
          <JudgedCriteria criteria={criteria} />
        </>
      )}
      {points.length > 0 && (
        <>
          <h3>{t('points', { total: totalPoints })}</h3>
          <ul>
            {points.map(({ text, points: each }) => (
              <li key={text}>
                {text}: {each}
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{t('how')}</summary>
        <AmountSteps evaluation={evaluation} />
        <AmountsTable model={model} caption={t('table')} members={members} />
      </details>
      {residualCents !== null && (
        <p>
          {t('residual')} <Amount cents={residualCents} />
        </p>
      )}
    </Card>
  );
}
