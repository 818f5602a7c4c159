'use client';

import type { ReactNode } from 'react';
import { FieldError } from './FieldError';
import type { FieldProps } from './FieldFrame';
import type { useField } from './form-context';

/** A choice of a group, as its words are shown. */
export type ChoiceOption = { value: string; label: string; hint?: string };

type GroupProps = Pick<FieldProps, 'label' | 'hint' | 'required'> & {
  field: ReturnType<typeof useField>;
  children: ReactNode;
};

/** The frame of choices among few, all in sight. The legend is the group's first child: further in it would not name it. */
export function ChoiceGroup({ label, hint, required, field, children }: GroupProps) {
  return (
    <fieldset
      className={field.message === undefined ? 'fieldset field' : 'fieldset field field-invalid'}
      {...(field.aria['aria-describedby'] && { 'aria-describedby': field.aria['aria-describedby'] })}
    >
      <legend className="field-head">
        <span className="field-legend">{label}</span>
        {required && (
          <span className="field-required" aria-hidden="true">
            *
          </span>
        )}
      </legend>
      {hint !== undefined && (
        <p id={`${field.id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <FieldError controlId={field.id} message={field.message} />
      <div className="choice-list">{children}</div>
    </fieldset>
  );
}

type ChoiceProps = Omit<ChoiceOption, 'value'> & {
  id: string;
  /** Draws the control, described by the choice's hint where there is one. */
  control: (described: { id: string; 'aria-describedby': string | undefined }) => ReactNode;
};

/** A choice with its control before its words. */
export function Choice({ id, label, hint, control }: ChoiceProps) {
  return (
    <div className="choice">
      {control({ id, 'aria-describedby': hint === undefined ? undefined : `${id}-about` })}
      <div className="choice-words">
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p id={`${id}-about`} className="field-hint">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

/** The first choice has the group's id, so that the error summary lands there. */
export const choiceId = (groupId: string, index: number): string =>
  index === 0 ? groupId : `${groupId}-${index}`;
