import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from './Icon';

type Props = {
  previousHref?: string;
  nextHref?: string;
  /** Said between the two, e.g. how many there are. */
  children?: ReactNode;
};

/** Before and after: lists are read by key, so there are no page numbers to jump to. */
export function Pagination({ previousHref, nextHref, children }: Props) {
  const t = useTranslations('pagination');
  if (previousHref === undefined && nextHref === undefined) return null;
  return (
    <nav className="pager" aria-label={t('label')}>
      {previousHref === undefined ? (
        <span />
      ) : (
        <Link href={previousHref} rel="prev" className="btn btn-link">
          <Icon name="chevron-left" size="sm" />
          {t('previous')}
        </Link>
      )}
      {children !== undefined && <p>{children}</p>}
      {nextHref === undefined ? (
        <span />
      ) : (
        <Link href={nextHref} rel="next" className="btn btn-link">
          {t('next')}
          <Icon name="chevron-right" size="sm" />
        </Link>
      )}
    </nav>
  );
}
