'use client';

import { Icon } from './Icon';
import { useKitTexts } from './kit-texts';

/** The message above a control, tied to it by id; “Errore:” is read before it, the icon says it to the eye. */
export function FieldError({ controlId, message }: { controlId: string; message: string | undefined }) {
  const texts = useKitTexts();
  if (message === undefined) return null;
  return (
    <p id={`${controlId}-error`} className="field-error">
      <Icon name="warning-circle" size="sm" />
      <span>
        <span className="visually-hidden">{texts.error} </span>
        {message}
      </span>
    </p>
  );
}
