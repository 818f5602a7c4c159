'use client';

import { FieldError } from '@/app/_ui/FieldError';
import { useField } from '@/app/_ui/form-context';
import { Icon } from '@/app/_ui/Icon';
import type { RatingWords } from './state';

/** Five radio buttons drawn as stars: those up to the chosen one are full, by style alone, so no script is needed. */
export function StarField({ words: { question, hint, options } }: { words: RatingWords['stars'] }) {
  const field = useField({ name: 'stars', hint });
  return (
    <fieldset className="fieldset" aria-describedby={field.aria['aria-describedby']}>
      <legend className="field-head">
        <span className="field-legend">{question}</span>
      </legend>
      <p id={`${field.id}-hint`} className="field-hint">
        {hint}
      </p>
      <FieldError controlId={field.id} message={field.message} />
      <div className="stars">
        {options.map(({ value, label }, index) => (
          <label key={value} className="star">
            <input
              id={index === 0 ? field.id : `${field.id}-${index}`}
              type="radio"
              name="stars"
              value={value}
              defaultChecked={field.typed === value}
            />
            <span className="star-empty">
              <Icon name="star-outline" size="lg" />
            </span>
            <span className="star-full">
              <Icon name="star-full" size="lg" />
            </span>
            <span className="visually-hidden">{label}</span>
            <span aria-hidden="true" className="star-number">
              {value}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
