'use server';

import { redirect } from 'next/navigation';
import { closeSession } from './auth';

/** Ends the session and returns to the portal's home. A post, so that no link or prefetch can end it. */
export async function signOut(): Promise<void> {
  await closeSession();
  redirect('/');
}
