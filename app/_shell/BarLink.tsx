'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

type Props = {
  href: string;
  /** The other addresses of the same bar: the longest one that matches is the current one. */
  siblings?: readonly string[];
  children: ReactNode;
};

/** A link that marks itself as the current page; on the client because a layout does not know the address. */
export function BarLink({ href, siblings = [], children }: Props) {
  const path = usePathname();
  const within = (address: string) => path === address || (address !== '/' && path.startsWith(`${address}/`));
  const current = within(href) && !siblings.some((other) => other.length > href.length && within(other));
  return (
    <Link href={href} prefetch={false} aria-current={current ? 'page' : undefined}>
      {children}
    </Link>
  );
}
