import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DateTime } from '@/app/_ui/DateTime';
import { budgetHref, movementsHref } from './address';
import type { BudgetFacts } from './facts';

/** The money as it stands now; each figure leads to the movements it is made of. */
export async function Figures({ facts: { programme, budget } }: { facts: BudgetFacts }) {
  const t = await getTranslations('budget');
  const figures = [
    { text: t('residual'), cents: budget.residualCents, href: movementsHref(programme.id) },
    { text: t('allocated'), cents: budget.allocatedCents, href: movementsHref(programme.id, 'allocation') },
    { text: t('committed'), cents: budget.committedCents, href: movementsHref(programme.id, 'issue') },
    { text: t('spent'), cents: budget.spentCents, href: movementsHref(programme.id, 'redemption') },
    { text: t('paid'), cents: budget.paidCents, href: movementsHref(programme.id, 'settlement') },
    { text: t('saved'), cents: budget.savedCents, href: movementsHref(programme.id, 'closing') },
  ];
  return (
    <dl className="budget-figures">
      {figures.map(({ text, cents, href }) => (
        <div key={text}>
          <dt>{text}</dt>
          <dd>
            <Link href={href} prefetch={false}>
              <Amount cents={cents} />
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Who waits: for the office's decision, and for money. */
export async function Waiting({ facts: { programme, waiting, oldest } }: { facts: BudgetFacts }) {
  const t = await getTranslations('budget');
  return (
    <dl className="facts">
      <div>
        <dt>{t('waitingList')}</dt>
        <dd>
          {waiting.applications === 0 ? (
            t('nobodyWaits')
          ) : (
            <Link href={budgetHref(programme.id, '/lista')} prefetch={false}>
              {t('waitingCount', { count: waiting.applications })} (<Amount cents={waiting.cents} />)
            </Link>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('oldest')}</dt>
        <dd>
          {oldest === null ? (
            t('allDecided')
          ) : (
            <Link href={`/operatore/domande/${oldest.id}`} prefetch={false}>
              {t('toDecideBy')} <DateTime at={oldest.decideBy} precision="day" />
            </Link>
          )}
        </dd>
      </div>
    </dl>
  );
}
