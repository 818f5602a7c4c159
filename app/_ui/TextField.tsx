'use client';

import { FieldFrame, type FieldProps } from './FieldFrame';
import { useField } from './form-context';

type Props = FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'search' | 'number' | 'url';
  defaultValue?: string;
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search';
  maxLength?: number;
  readOnly?: boolean;
  autoFocus?: boolean;
  spellCheck?: boolean;
  autoCapitalize?: 'none' | 'characters' | 'words' | 'sentences';
  /** For what has a known small size, such as a CAP or a code. */
  short?: boolean;
  /** Offered while typing; anything else may be typed too. */
  suggestions?: readonly string[];
};

/** One line of text. Paste is always allowed. */
export function TextField(props: Props) {
  const {
    name,
    label,
    hint,
    error,
    required,
    id,
    defaultValue,
    short,
    suggestions,
    type = 'text',
    ...input
  } = props;
  const field = useField({ name, id, error, hint });
  return (
    <FieldFrame controlId={field.id} label={label} hint={hint} message={field.message} required={required}>
      <div className="field-control">
        <input
          {...input}
          {...field.aria}
          id={field.id}
          name={name}
          type={type}
          required={required}
          className={short ? 'input input-short' : 'input'}
          defaultValue={field.typed ?? defaultValue}
          list={suggestions && `${field.id}-list`}
        />
        {suggestions && (
          <datalist id={`${field.id}-list`}>
            {suggestions.map((suggestion) => (
              <option key={suggestion} value={suggestion} />
            ))}
          </datalist>
        )}
      </div>
    </FieldFrame>
  );
}
