import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

type Props = {
  items: readonly { label: string; value: ReactNode; editHref?: string }[];
};

/** Questions and answers, as in the Riepilogo; an answer left out says so instead of showing nothing. */
export function SummaryList({ items }: Props) {
  const t = useTranslations('summary');
  return (
    <dl className="summary-list">
      {items.map(({ label, value, editHref }, index) => (
        <div key={index}>
          <dt>{label}</dt>
          <dd>{value === '' || value === null || value === undefined ? t('missing') : value}</dd>
          {editHref !== undefined && (
            <dd className="summary-action">
              <Link href={editHref}>
                {t('edit')}
                <span className="visually-hidden"> {label}</span>
              </Link>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
