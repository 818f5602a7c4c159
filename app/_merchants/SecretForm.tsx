'use client';

import { useActionState, useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { ErrorSummary } from '@/app/_ui/ErrorSummary';
import { FormContext } from '@/app/_ui/form-context';
import { Icon } from '@/app/_ui/Icon';
import { useKitTexts } from '@/app/_ui/kit-texts';
import type { SecretState } from './secret-state';

type Props = {
  action: (state: SecretState, data: FormData) => Promise<SecretState>;
  id: string;
  /** Where one goes once the secret is copied, and the words of that link. */
  onwards: { href: string; label: string };
  /** Says at the top what the asterisk means. */
  requiredNote?: boolean;
  children: ReactNode;
};

/** A form whose answer is shown once in its own place: it is written in no address, and gone with the page. */
export function SecretForm({ action, id, onwards, requiredNote, children }: Props) {
  const texts = useKitTexts();
  const [state, dispatch, pending] = useActionState(action, { values: {}, errors: [] });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [state]);
  const refuseDouble = (event: FormEvent) => {
    if (pending) event.preventDefault();
  };
  if (state.secret) {
    const { title, note, lines } = state.secret;
    return (
      <div ref={box} className="callout callout-success secret" role="status" tabIndex={-1} autoFocus>
        <Icon name="check-circle" />
        <div>
          <p className="callout-title">{title}</p>
          <p>{note}</p>
          <dl>
            {lines.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd className="code">{value}</dd>
              </div>
            ))}
          </dl>
          <p>
            <a href={onwards.href}>{onwards.label}</a>
          </p>
        </div>
      </div>
    );
  }
  return (
    <FormContext value={{ state, idPrefix: id }}>
      <form id={id} action={dispatch} onSubmit={refuseDouble} noValidate>
        <ErrorSummary errors={state.errors} />
        {requiredNote && <p className="required-note">{texts.requiredNote}</p>}
        {children}
      </form>
    </FormContext>
  );
}
