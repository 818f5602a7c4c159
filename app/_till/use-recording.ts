'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { formatEuro, parseEuro } from '@/domain/money';
import { askUntilAnswered } from './ask';
import { forgetPending, keepPending, pendingOf, type PendingSpend } from './pending';
import type { Recorded, TillState } from './state';

/** Where a spend that was sent stands; `lost` was never recorded and never will be. */
export type Recording = { phase: 'none' } | { phase: 'sending' | 'unknown' | 'lost'; amount: string };

/** A quicker answer needs no word about it; one that was lost before has waited long enough. */
const silenceMs = { registra: 2_000, 'in-sospeso': 0 } as const;

/**
 * Sends a spend until it is answered, and after a reload finds out what became of one that was not. However often it
 * is sent, its key makes it one.
 *
 * @param onRefused where the till stands after a spend that was refused
 */
export function useRecording(userId: string, onRefused: (state: TillState) => void) {
  const router = useRouter();
  const [recording, setRecording] = useState<Recording>({ phase: 'none' });
  const life = useRef<AbortController>(undefined);

  const follow = useCallback(
    async (spend: PendingSpend, call: keyof typeof silenceMs, form: FormData): Promise<Recorded | null> => {
      const { signal } = (life.current ??= new AbortController());
      const onSilence = () => setRecording({ phase: 'unknown', amount: spend.amount });
      const silence = setTimeout(onSilence, silenceMs[call]);
      signal.addEventListener('abort', () => clearTimeout(silence));
      const answer = await askUntilAnswered<Recorded | { redemptionId: null }>(`/esercente/${call}`, form, {
        signal,
        onSilence,
      });
      clearTimeout(silence);
      if (!('redemptionId' in answer)) {
        forgetPending(spend.key);
        return answer;
      }
      if (answer.redemptionId === null) {
        forgetPending(spend.key);
        return null;
      }
      // Forgotten when its page has been seen.
      keepPending({ ...spend, redemptionId: answer.redemptionId });
      router.push(`/esercente/esito/${answer.redemptionId}`);
      return answer;
    },
    [router],
  );

  useEffect(() => {
    life.current = new AbortController();
    const spend = pendingOf(userId);
    if (spend) {
      const form = new FormData();
      form.set('key', spend.key);
      void follow(spend, 'in-sospeso', form).then((answer) => {
        if (answer === null) setRecording({ phase: 'lost', amount: spend.amount });
      });
    }
    return () => life.current?.abort();
  }, [userId, follow]);

  const record = (form: FormData): void => {
    if (recording.phase !== 'none') return;
    const spend = { key: textIn(form, 'key'), userId, amount: readAmount(textIn(form, 'amountCents')) };
    keepPending(spend);
    setRecording({ phase: 'sending', amount: spend.amount });
    void follow(spend, 'registra', form).then((answer) => {
      if (answer === null || !('state' in answer)) return;
      setRecording({ phase: 'none' });
      onRefused(answer.state);
    });
  };

  return { recording, record, dismiss: () => setRecording({ phase: 'none' }) };
}

/** The amount as it was understood, for it stands beside a promise; nothing where it is none, for that is refused. */
function readAmount(typed: string): string {
  const cents = parseEuro(typed);
  return cents === null ? '' : formatEuro(cents);
}

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
