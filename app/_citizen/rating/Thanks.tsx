'use client';

import { useEffect, useRef } from 'react';
import { Icon } from '@/app/_ui/Icon';
import { thanksId } from './state';

/** The end of the rating, also whenever the page is opened later; it takes the focus when one has just arrived. */
export function Thanks({ children }: { children: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (window.location.hash === `#${thanksId}`) box.current?.focus();
  }, []);
  return (
    <div ref={box} id={thanksId} className="callout callout-success" tabIndex={-1}>
      <Icon name="check-circle" />
      <div>
        <p className="callout-title">{children}</p>
      </div>
    </div>
  );
}
