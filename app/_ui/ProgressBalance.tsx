import { useTranslations } from 'next-intl';
import { formatEuro, type Cents } from '@/domain/money';
import { Amount } from './Amount';

type Props = {
  leftCents: Cents;
  totalCents: Cents;
  /** Other words than a voucher's, e.g. those of a fund. */
  words?: { left: string; spent: string; total: string };
};

/** What is left of a voucher, in figures and as a bar. The bar is a drawing: the figures say the same. */
export function ProgressBalance({ leftCents, totalCents, words }: Props) {
  const t = useTranslations('balance');
  const { left, spent, total } = words ?? { left: t('left'), spent: t('spent'), total: t('total') };
  const share = totalCents === 0 ? 0 : Math.round((leftCents / totalCents) * 1000) / 10;
  return (
    <div className="balance">
      <dl className="balance-figures">
        <div className="balance-main">
          <dt>{left}</dt>
          <dd>
            <Amount cents={leftCents} />
          </dd>
        </div>
        <div>
          <dt>{spent}</dt>
          <dd>
            <Amount cents={totalCents - leftCents} />
          </dd>
        </div>
        <div>
          <dt>{total}</dt>
          <dd>
            <Amount cents={totalCents} />
          </dd>
        </div>
      </dl>
      <svg
        className="balance-bar"
        role="img"
        aria-label={t('description', {
          left: `${formatEuro(leftCents)} €`,
          total: `${formatEuro(totalCents)} €`,
        })}
      >
        <rect className="balance-track" width="100%" height="100%" />
        <rect className="balance-left" width={`${share}%`} height="100%" />
      </svg>
    </div>
  );
}
