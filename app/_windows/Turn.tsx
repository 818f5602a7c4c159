'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState, type ReactNode } from 'react';
import { useLeft } from './use-left';

type Props = {
  /** The server's time at which the page was written, ISO 8601. */
  now: string;
  at: string;
  before: ReactNode;
  after: ReactNode;
  /** What is said aloud when it turns. */
  said: string;
};

/** How soon after a turn the page asks what comes next, in milliseconds: everybody at a moment of their own. */
const soonest = 10_000;
const spread = 50_000;

/**
 * What holds until an instant, and from then on what holds afterwards. Both stand in the page, so that the turn needs no
 * request: at the opening nobody waits for a server that everybody asks.
 */
export function Turn({ now, at, before, after, said }: Props) {
  const router = useRouter();
  const turned = useLeft(now, at) <= 0;
  const [late] = useState(turned);
  useEffect(() => {
    if (!turned) return;
    const timer = setTimeout(() => router.refresh(), soonest + Math.random() * spread);
    return () => clearTimeout(timer);
  }, [router, turned]);
  return (
    <>
      {turned ? after : before}
      <span className="visually-hidden" role="status">
        {turned && !late ? said : ''}
      </span>
    </>
  );
}
