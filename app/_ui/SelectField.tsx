'use client';

import { FieldFrame, type FieldProps } from './FieldFrame';
import { useField } from './form-context';
import { useKitTexts } from './kit-texts';

type Props = FieldProps & {
  options: readonly { value: string; label: string }[];
  defaultValue?: string;
  /** The words of the empty choice; `false` removes it, for lists where something is always chosen. */
  placeholder?: string | false;
  autoComplete?: string;
};

/** A closed list of choices, as the device shows it. */
export function SelectField(props: Props) {
  const { name, label, hint, error, required, id, options, defaultValue, placeholder, autoComplete } = props;
  const texts = useKitTexts();
  const field = useField({ name, id, error, hint });
  const chosen = field.typed ?? defaultValue ?? '';
  return (
    <FieldFrame controlId={field.id} label={label} hint={hint} message={field.message} required={required}>
      <div className="field-control">
        <select
          // A form that comes back resets its fields, and a select resets to its first default: remounted, it has the new one.
          key={chosen}
          {...field.aria}
          id={field.id}
          name={name}
          required={required}
          autoComplete={autoComplete}
          className="input"
          defaultValue={chosen}
        >
          {placeholder !== false && <option value="">{placeholder ?? texts.choose}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </FieldFrame>
  );
}
