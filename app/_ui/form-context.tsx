'use client';

import { createContext, useContext } from 'react';
import { fieldId } from './field-id';
import { emptyFormState, type FormState } from './form-state';

/** What a form tells the fields inside it; outside a form fields take only their own props. */
export type FormContextValue = { state: FormState; idPrefix: string };

export const FormContext = createContext<FormContextValue>({ state: emptyFormState, idPrefix: '' });

type Given = { name: string; id?: string; error?: string; hint?: unknown };

/** A field's identity, its error and what was typed in it before the form came back. */
export function useField({ name, id, error, hint }: Given) {
  const { state, idPrefix } = useContext(FormContext);
  const controlId = id ?? fieldId(idPrefix, name);
  const message = error ?? state.errors.find(({ field }) => field === name)?.message;
  const describedBy = [
    message === undefined ? null : `${controlId}-error`,
    hint === undefined ? null : `${controlId}-hint`,
  ].filter((part) => part !== null);
  return {
    id: controlId,
    message,
    typed: state.values[name],
    /** Whether the form came back with what was typed: then a box absent from it was left empty. */
    cameBack: Object.keys(state.values).length > 0,
    aria: {
      'aria-invalid': message === undefined ? undefined : true,
      'aria-describedby': describedBy.length === 0 ? undefined : describedBy.join(' '),
    } as const,
  };
}
