'use client';

import { Choice, ChoiceGroup, choiceId, type ChoiceOption } from './ChoiceGroup';
import type { FieldProps } from './FieldFrame';
import { useField } from './form-context';

type Props = FieldProps & {
  options: readonly ChoiceOption[];
  /** The values whose boxes are ticked to begin with. */
  chosen?: readonly string[];
};

/**
 * Several choices among few, all in sight: each box is a field of its own, `{name}.{value}`, so that a form that comes back
 * knows them all.
 */
export function CheckboxGroup({ name, label, hint, error, required, id, options, chosen }: Props) {
  const field = useField({ name, id, error, hint });
  return (
    <ChoiceGroup label={label} hint={hint} required={required} field={field}>
      {options.map(({ value, ...words }, index) => (
        <Box
          key={value}
          {...words}
          name={`${name}.${value}`}
          id={choiceId(field.id, index)}
          chosen={chosen?.includes(value)}
        />
      ))}
    </ChoiceGroup>
  );
}

type BoxProps = Omit<ChoiceOption, 'value'> & { name: string; id: string; chosen: boolean | undefined };

function Box({ name, id, label, hint, chosen }: BoxProps) {
  const { typed, cameBack } = useField({ name, id });
  return (
    <Choice
      id={id}
      label={label}
      hint={hint}
      control={(described) => (
        <input
          {...described}
          name={name}
          type="checkbox"
          defaultChecked={cameBack ? typed !== undefined : chosen}
        />
      )}
    />
  );
}
