import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import type { Cents } from '@/domain/money';
import type { BudgetFacts } from './facts';

type Bar = {
  key: string;
  text: string;
  from: Cents;
  cents: Cents;
  look: 'whole' | 'out' | 'left' | 'coming';
};

/** What becomes of the allocation, step by step, and what is still expected to be taken from the residual. */
export async function Waterfall({ facts: { budget, forecast } }: { facts: BudgetFacts }) {
  const t = await getTranslations('budget');
  const { allocatedCents, committedCents, spentCents, savedCents, residualCents } = budget;
  const expectedCents = 'expectedCents' in forecast ? forecast.expectedCents : 0;
  const scale = Math.max(allocatedCents, 1);
  const taken = Math.min(expectedCents, residualCents);
  const bars: Bar[] = [
    { key: 'allocated', text: t('allocated'), from: 0, cents: allocatedCents, look: 'whole' },
    {
      key: 'committed',
      text: t('committed'),
      from: residualCents + savedCents,
      cents: committedCents,
      look: 'out',
    },
    {
      key: 'spent',
      text: t('ofWhichSpent'),
      from: allocatedCents - spentCents,
      cents: spentCents,
      look: 'out',
    },
    { key: 'saved', text: t('saved'), from: residualCents, cents: savedCents, look: 'out' },
    { key: 'residual', text: t('residual'), from: 0, cents: residualCents, look: 'left' },
    { key: 'expected', text: t('expected'), from: residualCents - taken, cents: taken, look: 'coming' },
  ];
  const shown = bars.filter(({ key, cents }) => cents > 0 || key === 'residual' || key === 'allocated');
  return (
    <dl className="waterfall">
      {shown.map(({ key, text, from, cents, look }) => (
        <div key={key}>
          <dt>{text}</dt>
          <dd>
            <Amount cents={key === 'expected' ? expectedCents : cents} />
          </dd>
          <dd aria-hidden="true">
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" className={`waterfall-${look}`}>
              <rect className="waterfall-track" width="100" height="10" />
              <rect x={(from / scale) * 100} width={(cents / scale) * 100} height="10" />
            </svg>
          </dd>
        </div>
      ))}
    </dl>
  );
}
