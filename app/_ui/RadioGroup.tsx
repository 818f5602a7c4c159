'use client';

import { FieldError } from './FieldError';
import type { FieldProps } from './FieldFrame';
import { useField } from './form-context';

type Props = FieldProps & {
  options: readonly { value: string; label: string; hint?: string }[];
  defaultValue?: string;
};

/**
 * One choice among few, all in sight. The first choice has the group's id, so the error summary lands there. The legend
 * is the group's first child: further in it would not name it.
 */
export function RadioGroup({ name, label, hint, error, required, id, options, defaultValue }: Props) {
  const field = useField({ name, id, error, hint });
  const chosen = field.typed ?? defaultValue;
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
        {options.map((option, index) => {
          const optionId = index === 0 ? field.id : `${field.id}-${index}`;
          return (
            <div key={option.value} className="choice">
              <input
                id={optionId}
                name={name}
                type="radio"
                value={option.value}
                required={required}
                defaultChecked={chosen === option.value}
                aria-describedby={option.hint === undefined ? undefined : `${optionId}-about`}
              />
              <div className="choice-words">
                <label htmlFor={optionId}>{option.label}</label>
                {option.hint !== undefined && (
                  <p id={`${optionId}-about`} className="field-hint">
                    {option.hint}
                  </p>
                )}
              </div>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
