'use client';

import { FieldFrame, type FieldProps } from './FieldFrame';
import { useField } from './form-context';

type Props = FieldProps & {
  /** `YYYY-MM-DD`, as are `min`, `max` and what is sent. */
  defaultValue?: string;
  min?: string;
  max?: string;
  autoComplete?: string;
  readOnly?: boolean;
};

/**
 * A civil day with the device's own picker, which old phones have too and which shows gg/mm/aaaa in Italian. A
 * browser without one gives free text: the server must check the form of what arrives.
 */
export function DateField(props: Props) {
  const { name, label, hint, error, required, id, defaultValue, ...input } = props;
  const field = useField({ name, id, error, hint });
  return (
    <FieldFrame controlId={field.id} label={label} hint={hint} message={field.message} required={required}>
      <div className="field-control">
        <input
          {...input}
          {...field.aria}
          id={field.id}
          name={name}
          type="date"
          required={required}
          className="input"
          defaultValue={field.typed ?? defaultValue}
        />
      </div>
    </FieldFrame>
  );
}
