'use client';

import { Choice, ChoiceGroup, choiceId, type ChoiceOption } from './ChoiceGroup';
import type { FieldProps } from './FieldFrame';
import { useField } from './form-context';

type Props = FieldProps & { options: readonly ChoiceOption[]; defaultValue?: string };

/** One choice among few, all in sight. */
export function RadioGroup({ name, label, hint, error, required, id, options, defaultValue }: Props) {
  const field = useField({ name, id, error, hint });
  const chosen = field.typed ?? defaultValue;
  return (
    <ChoiceGroup label={label} hint={hint} required={required} field={field}>
      {options.map(({ value, ...words }, index) => (
        <Choice
          key={value}
          {...words}
          id={choiceId(field.id, index)}
          control={(described) => (
            <input
              {...described}
              name={name}
              type="radio"
              value={value}
              required={required}
              defaultChecked={chosen === value}
            />
          )}
        />
      ))}
    </ChoiceGroup>
  );
}
