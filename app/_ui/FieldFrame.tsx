'use client';

import type { ReactNode } from 'react';
import { FieldError } from './FieldError';

/** What every field takes. Errors and typed values come from the surrounding `Form` by name when not given. */
export type FieldProps = {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string;
  required?: boolean;
  /** Only where the same name stands twice on a page outside a `Form` with an `id`. */
  id?: string;
};

type Props = {
  controlId: string;
  label: string;
  hint?: ReactNode;
  message: string | undefined;
  required?: boolean;
  className?: string;
  children: ReactNode;
};

/**
 * Label, hint, error, control, in this order. The asterisk stands outside the label, so that the field's name is
 * the manual's word alone.
 */
export function FieldFrame({ controlId, label, hint, message, required, className, children }: Props) {
  const classes = ['field', className, message !== undefined && 'field-invalid'].filter(Boolean).join(' ');
  return (
    <div className={classes}>
      <div className="field-head">
        <label htmlFor={controlId}>{label}</label>
        {required && (
          <span className="field-required" aria-hidden="true">
            *
          </span>
        )}
      </div>
      {hint !== undefined && (
        <p id={`${controlId}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <FieldError controlId={controlId} message={message} />
      {children}
    </div>
  );
}
