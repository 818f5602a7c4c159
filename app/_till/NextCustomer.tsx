'use client';

import Link from 'next/link';
import { useEffect, useRef } from 'react';

/** Back to the code, for the next in the queue. It takes the focus: Enter is enough. */
export function NextCustomer({ children }: { children: string }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus({ preventScroll: true }), []);
  return (
    <Link ref={link} href="/esercente" className="btn btn-primary" autoFocus>
      {children}
    </Link>
  );
}
