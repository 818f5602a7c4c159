import type { ReactNode } from 'react';

type Props = { legend: string; hint?: ReactNode; children: ReactNode };

/** Fields that belong together, under a heading of the second level: one of the manual's boxes. */
export function Fieldset({ legend, hint, children }: Props) {
  return (
    <fieldset className="fieldset">
      <legend>
        <h2 className="mb-0">{legend}</h2>
      </legend>
      {hint !== undefined && <p className="field-hint mb-4">{hint}</p>}
      {children}
    </fieldset>
  );
}
