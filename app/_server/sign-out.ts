'use server';

import { redirect } from 'next/navigation';
import { carried } from '@/app/_identity/carried';
import { closeSession } from './auth';

/** Ends the session and returns to the portal's home, by way of the gateway where SPID or CIE opened it. A post, so that no link or prefetch can end it. */
export async function signOut(): Promise<void> {
  await closeSession();
  redirect((await carried('leave')) ? '/accedi/identita/uscita' : '/');
}
