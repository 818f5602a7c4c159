import { getTranslations } from 'next-intl/server';
import { Icon, type IconName } from '@/app/_ui/Icon';
import type { StatusColor } from '@/app/_ui/status-look';
import type { JudgedCriterion, Verdict } from '@/domain/programme/criteria';
import { ruleWords } from './words';

const looks: Record<Verdict, { color: StatusColor; icon: IconName }> = {
  holds: { color: 'green', icon: 'check-circle' },
  fails: { color: 'red', icon: 'close' },
  unknown: { color: 'yellow', icon: 'warning-circle' },
};

/**
 * Each requirement of the notice with what was found and where, what is asked, whether it is met, and
 * what would change that: nothing to take on trust.
 */
export async function JudgedCriteria({ criteria }: { criteria: readonly JudgedCriterion[] }) {
  const [t, words] = await Promise.all([getTranslations('rules'), ruleWords()]);
  return (
    <ul className="judged-criteria">
      {criteria.map(({ id, text, source, verdict, checks, remedies }) => (
        <li key={id}>
          <span className={`status status-${looks[verdict].color}`}>
            <Icon name={looks[verdict].icon} size="xs" />
            {t(`verdicts.${verdict}`)}
          </span>
          <p>
            <strong>{text}</strong> <span className="criterion-source">({source})</span>
          </p>
          <dl>
            {checks.map((check, index) => (
              <div key={index}>
                <dt>{words.quantity(check.quantity)}</dt>
                <dd>
                  {words.value(check.quantity, check.found)}
                  {check.source && <span className="fact-source"> ({words.source(check.source)})</span>}
                  {check.verdict !== 'holds' && <> — {t('asked', { threshold: words.threshold(check) })}</>}
                </dd>
              </div>
            ))}
          </dl>
          {verdict !== 'holds' && remedies && (
            <p className="remedy">{t(`remedy.${verdict}`, { ways: words.ways(remedies) })}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
