'use client';

import { Choice, ChoiceGroup, choiceId, type ChoiceOption } from './ChoiceGroup';
import type { FieldProps } from './FieldFrame';
import { useField } from './form-context';

type Props = FieldProps & { options: readonly ChoiceOption[] };

/**
 * Several choices among few, all in sight: each box is a field of its own, `{name}.{value}`, so that a form that comes back
 * knows them all.
 */
export function CheckboxGroup({ name, label, hint, error, required, id, options }: Props) {
  const field = useField({ name, id, error, hint });
  return (
    <ChoiceGroup label={label} hint={hint} required={required} field={field}>
      {options.map(({ value, ...words }, index) => (
        <Box key={value} {...words} name={`${name}.${value}`} id={choiceId(field.id, index)} />
      ))}
    </ChoiceGroup>
  );
}

function Box({ name, id, label, hint }: { name: string; id: string; label: string; hint?: string }) {
  const { typed } = useField({ name, id });
  return (
    <Choice
      id={id}
      label={label}
      hint={hint}
      control={(described) => (
        <input {...described} name={name} type="checkbox" defaultChecked={typed !== undefined} />
      )}
    />
  );
}
