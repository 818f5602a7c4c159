'use client';

import { useState } from 'react';
import { formatEuro, parseEuro, type Cents } from '@/domain/money';
import { FieldFrame, type FieldProps } from './FieldFrame';
import { useField } from './form-context';
import { useKitTexts } from './kit-texts';

type Props = FieldProps & {
  defaultCents?: Cents;
  /** What a draft keeps: the text as typed, readable as an amount or not. */
  defaultText?: string;
  readOnly?: boolean;
  autoFocus?: boolean;
};

/**
 * An amount in euro typed the Italian way, in a text field because number fields refuse the comma. It sends the
 * text as typed: the server reads it with `parseEuro`. What was understood is said back below. A `hint` of your own
 * replaces the one about the comma; `false` leaves it out where the group says it once.
 */
export function MoneyField({
  name,
  label,
  hint,
  error,
  required,
  id,
  defaultCents,
  defaultText,
  readOnly,
  autoFocus,
}: Props) {
  const texts = useKitTexts();
  const shownHint = hint === false ? undefined : (hint ?? texts.amountHint);
  const field = useField({ name, id, error, hint: shownHint });
  const [typed, setTyped] = useState<string | null>(null);
  const cents = typed === null ? null : parseEuro(typed);
  return (
    <FieldFrame
      controlId={field.id}
      label={label}
      hint={shownHint}
      message={field.message}
      required={required}
      className="field-money"
    >
      <div className="field-control">
        <input
          {...field.aria}
          id={field.id}
          name={name}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          required={required}
          readOnly={readOnly}
          autoFocus={autoFocus}
          className="input"
          defaultValue={
            field.typed ?? defaultText ?? (defaultCents === undefined ? undefined : formatEuro(defaultCents))
          }
          onChange={({ target }) => setTyped(target.value)}
        />
        <span className="input-affix" aria-hidden="true">
          €
        </span>
      </div>
      <output htmlFor={field.id} className="field-echo">
        {cents === null ? '' : texts.youTyped.replace('{amount}', formatEuro(cents))}
      </output>
    </FieldFrame>
  );
}
