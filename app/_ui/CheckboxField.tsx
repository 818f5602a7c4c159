'use client';

import { FieldError } from './FieldError';
import type { FieldProps } from './FieldFrame';
import { useField } from './form-context';

type Props = FieldProps & {
  /** What is sent when ticked. */
  value?: string;
  defaultChecked?: boolean;
  disabled?: boolean;
  /** The manual's declarations have their square on the right. */
  side?: 'left' | 'right';
};

/** One box. Unticked it sends nothing, as HTML has it: its absence means no. */
export function CheckboxField(props: Props) {
  const {
    name,
    label,
    hint,
    error,
    required,
    id,
    value = 'on',
    defaultChecked,
    disabled,
    side = 'left',
  } = props;
  const field = useField({ name, id, error, hint });
  return (
    <div className={field.message === undefined ? 'field-choice' : 'field-choice field-invalid'}>
      <FieldError controlId={field.id} message={field.message} />
      <div className={side === 'right' ? 'choice choice-right' : 'choice'}>
        <input
          {...field.aria}
          id={field.id}
          name={name}
          type="checkbox"
          value={value}
          required={required}
          disabled={disabled}
          defaultChecked={field.cameBack ? field.typed === value : defaultChecked}
        />
        <div className="choice-words">
          <label htmlFor={field.id}>{label}</label>
          {required && (
            <span className="field-required" aria-hidden="true">
              {' '}
              *
            </span>
          )}
          {hint !== undefined && (
            <p id={`${field.id}-hint`} className="field-hint">
              {hint}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
