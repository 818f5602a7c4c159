'use client';

import { FieldError } from '@/app/_ui/FieldError';
import { useField } from '@/app/_ui/form-context';

type Props = {
  name: string;
  label: string;
  required: boolean;
  /** What follows from the list of members, or the words for what it cannot tell. */
  resulting: string;
  defaultValue: string;
  /** A polite question where the two figures differ. */
  question?: string | undefined;
};

/** A class of members: what results from the list, and the box for what is declared. */
export function CountRow({ name, label, required, resulting, defaultValue, question }: Props) {
  const field = useField({ name, hint: question });
  return (
    <tr>
      <th scope="row">
        <label htmlFor={field.id}>{label}</label>
        {required && (
          <span className="field-required" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </th>
      <td className="number">{resulting}</td>
      <td className={field.message === undefined ? undefined : 'field-invalid'}>
        <FieldError controlId={field.id} message={field.message} />
        <input
          {...field.aria}
          id={field.id}
          name={name}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          required={required}
          className="input input-count"
          defaultValue={field.typed ?? defaultValue}
        />
        {question !== undefined && (
          <p id={`${field.id}-hint`} className="field-hint">
            {question}
          </p>
        )}
      </td>
    </tr>
  );
}
