'use client';

import { useEffect, type ReactNode } from 'react';
import { deviceStore, sweepCopies } from '@/app/domande/[id]/_draft/autosave/copies';

type Props = { userId: string; action: () => Promise<void>; children: ReactNode };

/**
 * The way out. What somebody typed and had not saved waits on the device for them alone: it goes when they leave, and
 * what another person left behind goes when they come.
 */
export function SignOutForm({ userId, action, children }: Props) {
  useEffect(() => sweepCopies(deviceStore(), userId, Date.now()), [userId]);
  return (
    <form action={action} onSubmit={() => sweepCopies(deviceStore(), null, Date.now())}>
      {children}
    </form>
  );
}
