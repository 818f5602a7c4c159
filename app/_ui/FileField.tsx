'use client';

import { FieldFrame, type FieldProps } from './FieldFrame';
import { useField } from './form-context';

type Props = FieldProps & {
  /** As in HTML, e.g. `image/*,application/pdf`: phones then offer the camera first. A wish, not a check. */
  accept?: string;
  multiple?: boolean;
};

/** A file from the device or its camera. A form that comes back with errors loses the choice, as browsers demand. */
export function FileField({ name, label, hint, error, required, id, accept, multiple }: Props) {
  const field = useField({ name, id, error, hint });
  return (
    <FieldFrame controlId={field.id} label={label} hint={hint} message={field.message} required={required}>
      <div className="field-control">
        <input
          {...field.aria}
          id={field.id}
          name={name}
          type="file"
          accept={accept}
          multiple={multiple}
          required={required}
          className="input"
        />
      </div>
    </FieldFrame>
  );
}
