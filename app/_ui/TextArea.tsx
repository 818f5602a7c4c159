'use client';

import { keepTyped } from './early-text';
import { FieldFrame, type FieldProps } from './FieldFrame';
import { useField } from './form-context';

type Props = FieldProps & { defaultValue?: string; rows?: number; maxLength?: number; readOnly?: boolean };

/** Free text on several lines. */
export function TextArea({
  name,
  label,
  hint,
  error,
  required,
  id,
  defaultValue,
  rows = 5,
  ...input
}: Props) {
  const field = useField({ name, id, error, hint });
  return (
    <FieldFrame controlId={field.id} label={label} hint={hint} message={field.message} required={required}>
      <div className="field-control">
        <textarea
          {...input}
          {...field.aria}
          ref={keepTyped}
          id={field.id}
          name={name}
          rows={rows}
          required={required}
          className="input"
          defaultValue={field.typed ?? defaultValue}
        />
      </div>
    </FieldFrame>
  );
}
