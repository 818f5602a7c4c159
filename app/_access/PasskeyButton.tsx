'use client';

import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { useRef, useState } from 'react';
import type { CreationOptions, RequestOptions } from '@/app/_access/passkey-options';
import { useScripts } from '@/app/_ui/use-scripts';

type Props = {
  /** Asks the server what the browser is to make, or to sign. */
  ask: { create: () => Promise<CreationOptions | null> } | { get: () => Promise<RequestOptions | null> };
  look: 'primary' | 'secondary';
  texts: { button: string; failed: string; scripts: string };
};

/**
 * Lets the browser make or use a passkey, then sends the form around it with the answer. A passkey lives in the browser's
 * scripts: without them the page says so, and the app is the other way.
 */
export function PasskeyButton({ ask, look, texts }: Props) {
  const scripted = useScripts();
  const answer = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const perform = async () => {
    setState('busy');
    try {
      const given = 'create' in ask ? await created(ask.create) : await signed(ask.get);
      if (!answer.current || given === null) throw new Error('no answer');
      answer.current.value = JSON.stringify(given);
      answer.current.form?.requestSubmit();
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  if (!scripted) return <p>{texts.scripts}</p>;
  return (
    <>
      <input ref={answer} type="hidden" name="answer" />
      <button
        type="button"
        className={look === 'primary' ? 'btn btn-primary' : 'btn btn-outline-primary'}
        aria-disabled={state === 'busy' || undefined}
        onClick={() => void (state === 'busy' ? undefined : perform())}
      >
        {texts.button}
      </button>
      <p role="status" className="passkey-status">
        {state === 'failed' ? texts.failed : ''}
      </p>
    </>
  );
}

async function created(ask: () => Promise<CreationOptions | null>) {
  const optionsJSON = await ask();
  return optionsJSON && startRegistration({ optionsJSON });
}

async function signed(ask: () => Promise<RequestOptions | null>) {
  const optionsJSON = await ask();
  return optionsJSON && startAuthentication({ optionsJSON });
}
