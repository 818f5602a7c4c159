import { getTranslations } from 'next-intl/server';
import { AmountSteps } from '@/app/_rules/AmountSteps';
import { JudgedCriteria } from '@/app/_rules/JudgedCriteria';
import { database } from '@/app/_server/database';
import { Icon } from '@/app/_ui/Icon';
import { decisionsOn, type ApplicationFile } from '@/db/queries/application-file';
import { waitingPhase } from '@/domain/application/phase';
import { formatEuro } from '@/domain/money';

type Props = { application: ApplicationFile['application'] };

/**
 * Why the answer is what it is: each rule of the programme with what is known of the household and what would change it,
 * and the way to the amount. As it was judged when it was decided, whatever has changed since.
 */
export async function Explanation({ application: { id: applicationId, phase } }: Props) {
  const [t, decisions] = await Promise.all([
    getTranslations('evidence.citizen'),
    decisionsOn(database(), applicationId),
  ]);
  const last = decisions.at(-1);
  if (!last) return null;
  const { evaluation, outcome, amountCents } = last;
  const criteria = evaluation?.criteria ?? [];
  const approved = outcome === 'approvata' && evaluation !== null && evaluation.steps.length > 0;
  return (
    <section className="explanation" aria-labelledby="perche">
      <h2 id="perche">{t('why')}</h2>
      {criteria.length > 0 && (
        <>
          <p>{t('lead')}</p>
          <h3>{t('criteria')}</h3>
          <JudgedCriteria criteria={criteria} />
        </>
      )}
      {approved && (
        <>
          <h3>{t('amount')}</h3>
          {evaluation.tier && <p>{t('tier', { name: evaluation.tier.text })}</p>}
          {evaluation.points.length > 0 && <p>{t('points', { total: evaluation.totalPoints })}</p>}
          <AmountSteps evaluation={evaluation} />
          {amountCents !== null && amountCents !== evaluation.amountCents && (
            <p>{t('departs', { amount: formatEuro(amountCents) })}</p>
          )}
        </>
      )}
      {phase !== waitingPhase && (
        <p className="no-print">
          <a className="btn btn-outline-primary" href={`/domande/${applicationId}/provvedimento/pdf`}>
            <Icon name="download" size="sm" />
            {t('letter')}
          </a>
        </p>
      )}
    </section>
  );
}
