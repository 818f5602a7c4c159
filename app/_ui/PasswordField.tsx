'use client';

import { useState, useSyncExternalStore } from 'react';
import { FieldFrame, type FieldProps } from './FieldFrame';
import { useField } from './form-context';
import { Icon } from './Icon';
import { useKitTexts } from './kit-texts';

type Props = FieldProps & { autoComplete: 'current-password' | 'new-password'; minLength?: number };

const never = () => () => {};

/** A password; the button that shows it appears only where JavaScript runs. What was typed is never given back. */
export function PasswordField({ name, label, hint, error, required, id, autoComplete, minLength }: Props) {
  const texts = useKitTexts();
  const field = useField({ name, id, error, hint });
  const [shown, setShown] = useState(false);
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <FieldFrame controlId={field.id} label={label} hint={hint} message={field.message} required={required}>
      <div className="field-control">
        <input
          {...field.aria}
          id={field.id}
          name={name}
          type={shown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          minLength={minLength}
          required={required}
          className="input"
        />
        {scripted && (
          <button
            type="button"
            className="input-affix"
            aria-label={shown ? texts.hidePasswordLong : texts.showPasswordLong}
            aria-controls={field.id}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'password-invisible' : 'password-visible'} size="sm" />
            <span aria-hidden="true">{shown ? texts.hidePassword : texts.showPassword}</span>
          </button>
        )}
      </div>
    </FieldFrame>
  );
}
