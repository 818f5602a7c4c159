'use client';

import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { attachmentStates } from './attachment-states';

const everyMs = 3_000;
const attempts = 20;

/**
 * Asks the server for the page anew, without the word about an earlier act that its address may carry. The framework
 * leaves a page that it cannot draw anew, and what is being sent would be lost: so only over a line that answers.
 */
export function useReload(applicationId: string): () => void {
  const router = useRouter();
  return useCallback(() => {
    async function reload(): Promise<void> {
      for (let attempt = 1; (await attachmentStates(applicationId)) === null; attempt += 1) {
        if (attempt === attempts) return;
        await new Promise((resolve) => setTimeout(resolve, everyMs));
      }
      if (window.location.search !== '') window.history.replaceState(null, '', window.location.pathname);
      router.refresh();
    }
    void reload();
  }, [applicationId, router]);
}
