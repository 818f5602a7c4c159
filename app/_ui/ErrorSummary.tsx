'use client';

import { useContext, useEffect, useRef } from 'react';
import { fieldId } from './field-id';
import { FormContext } from './form-context';
import type { FieldError } from './form-state';
import { Icon } from './Icon';
import { useKitTexts } from './kit-texts';

type Props = { errors: readonly FieldError[]; title?: string };

/**
 * What to correct, each a link to its field. It takes the focus whenever new errors arrive: by script, and without
 * script by the attribute the server writes. `Form` shows it by itself.
 */
export function ErrorSummary({ errors, title }: Props) {
  const texts = useKitTexts();
  const { idPrefix } = useContext(FormContext);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [errors]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1} autoFocus>
      <Icon name="warning-circle" />
      <div>
        <h2>{title ?? texts.errorsTitle}</h2>
        <ul>
          {errors.map(({ field, message, label, page, href }) => (
            <li key={`${field} ${message}`}>
              {field !== '' && (
                <a
                  href={page === undefined ? `#${fieldId(idPrefix, field)}` : `${page}#${fieldId('', field)}`}
                >
                  {label !== undefined && `${label}: `}
                  {message}
                </a>
              )}
              {field === '' && href === undefined && message}
              {field === '' && href !== undefined && (
                <a href={href} target="_blank">
                  {message}
                </a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
