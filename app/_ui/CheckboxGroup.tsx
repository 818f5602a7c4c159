'use client';

import { FieldError } from './FieldError';
import type { FieldProps } from './FieldFrame';
import { useField } from './form-context';

type Props = FieldProps & { options: readonly { value: string; label: string; hint?: string }[] };

/**
 * Several choices among few, all in sight: each box is a field of its own, `{name}.{value}`, so that a form that comes back
 * knows them all. The first has the group's id, so the error summary lands there.
 */
export function CheckboxGroup({ name, label, hint, error, required, id, options }: Props) {
  const field = useField({ name, id, error, hint });
  return (
    <fieldset
      className={field.message === undefined ? 'fieldset field' : 'fieldset field field-invalid'}
      {...(field.aria['aria-describedby'] && { 'aria-describedby': field.aria['aria-describedby'] })}
    >
      <legend className="field-head">
        <span className="field-legend">{label}</span>
        {required && (
          <span className="field-required" aria-hidden="true">
            *
          </span>
        )}
      </legend>
      {hint !== undefined && (
        <p id={`${field.id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <FieldError controlId={field.id} message={field.message} />
      <div className="choice-list">
        {options.map((option, index) => (
          <Box
            key={option.value}
            {...option}
            name={`${name}.${option.value}`}
            id={index === 0 ? field.id : `${field.id}-${index}`}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Box({ name, id, label, hint }: { name: string; id: string; label: string; hint?: string }) {
  const { typed } = useField({ name, id });
  return (
    <div className="choice">
      <input
        id={id}
        name={name}
        type="checkbox"
        defaultChecked={typed !== undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-about`}
      />
      <div className="choice-words">
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p id={`${id}-about`} className="field-hint">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
