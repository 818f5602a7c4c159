'use client';

import type { ChangeEvent, Ref } from 'react';
import { FieldFrame, type FieldProps } from './FieldFrame';
import { useField } from './form-context';

type Props = FieldProps & {
  /** As in HTML, e.g. `image/*,application/pdf`: phones then offer the camera first. A wish, not a check. */
  accept?: string;
  multiple?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
};

/** A file from the device or its camera. A form that comes back with errors loses the choice, as browsers demand. */
export function FileField(props: Props) {
  const { name, label, hint, error, required, id, accept, multiple, inputRef, onChange } = props;
  const field = useField({ name, id, error, hint });
  return (
    <FieldFrame controlId={field.id} label={label} hint={hint} message={field.message} required={required}>
      <div className="field-control">
        <input
          {...field.aria}
          ref={inputRef}
          id={field.id}
          name={name}
          type="file"
          accept={accept}
          multiple={multiple}
          required={required}
          onChange={onChange}
          className="input"
        />
      </div>
    </FieldFrame>
  );
}
