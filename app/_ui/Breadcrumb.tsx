import Link from 'next/link';
import { useTranslations } from 'next-intl';

type Props = {
  items: readonly { label: string; href: string }[];
  /** The page itself. */
  current: string;
};

/** Where the page stands, from Home; the last step is the page itself and leads nowhere. */
export function Breadcrumb({ items, current }: Props) {
  const t = useTranslations();
  return (
    <nav className="breadcrumb-container" aria-label={t('breadcrumb.label')}>
      <ol className="breadcrumb">
        {[{ label: t('shell.home'), href: '/' }, ...items].map(({ label, href }) => (
          <li key={href} className="breadcrumb-item">
            <Link href={href}>{label}</Link>
            <span className="separator" aria-hidden="true">
              /
            </span>
          </li>
        ))}
        <li className="breadcrumb-item active" aria-current="page">
          {current}
        </li>
      </ol>
    </nav>
  );
}
