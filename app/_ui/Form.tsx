'use client';

import { useActionState, useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { ErrorSummary } from './ErrorSummary';
import { FormContext } from './form-context';
import { emptyFormState, type FormState } from './form-state';
import { Icon } from './Icon';
import { useKitTexts } from './kit-texts';

type Props = {
  /** A server action. It answers what to show, or redirects when done. */
  action: (state: FormState, data: FormData) => Promise<FormState>;
  initialState?: FormState;
  /** Where a page has several forms: goes before the ids of this form's fields. */
  id?: string;
  className?: string;
  /** Says at the top what the asterisk means. */
  requiredNote?: boolean;
  'aria-label'?: string;
  children: ReactNode;
};

/**
 * A form posted to a server action, with the error summary, the notice and the typed values handed to the fields by
 * name. The same before and without JavaScript; with it, a second click while sending does nothing. The browser's
 * own messages are off: they speak the browser's language and vanish.
 */
export function Form({
  action,
  initialState = emptyFormState,
  id = '',
  className,
  requiredNote,
  children,
  ...aria
}: Props) {
  const texts = useKitTexts();
  const [state, dispatch, pending] = useActionState(action, initialState);
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), [state]);
  const refuseDouble = (event: FormEvent) => {
    if (pending) event.preventDefault();
  };
  return (
    <FormContext value={{ state, idPrefix: id }}>
      <form
        {...aria}
        id={id === '' ? undefined : id}
        className={className}
        action={dispatch}
        onSubmit={refuseDouble}
        noValidate
      >
        <ErrorSummary errors={state.errors} />
        {state.notice !== undefined && state.errors.length === 0 && (
          <div ref={notice} className="callout callout-success" role="status" tabIndex={-1} autoFocus>
            <Icon name="check-circle" />
            <div>
              <p className="callout-title">{state.notice}</p>
            </div>
          </div>
        )}
        {requiredNote && <p className="required-note">{texts.requiredNote}</p>}
        {children}
      </form>
    </FormContext>
  );
}
