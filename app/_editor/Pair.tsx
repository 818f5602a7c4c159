import type { ReactNode } from 'react';

type Props = { legend: string; hint?: string | undefined; children: ReactNode };

/** Fields that make one answer together, side by side where there is room. */
export function Pair({ legend, hint, children }: Props) {
  return (
    <fieldset className="editor-pair">
      <legend>{legend}</legend>
      {hint !== undefined && <p className="field-hint">{hint}</p>}
      <div>{children}</div>
    </fieldset>
  );
}
