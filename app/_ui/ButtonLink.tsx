import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

type Props = {
  href: string;
  look?: 'primary' | 'secondary' | 'link';
  icon?: IconName;
  children: ReactNode;
};

const looks = {
  primary: 'btn btn-primary',
  secondary: 'btn btn-outline-primary',
  link: 'btn btn-link',
} as const;

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({ href, look = 'primary', icon, children }: Props) {
  return (
    <Link href={href} className={looks[look]}>
      {icon !== undefined && <Icon name={icon} size="sm" />}
      {children}
    </Link>
  );
}
