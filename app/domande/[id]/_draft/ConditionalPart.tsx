'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import { fieldId } from '@/app/_ui/field-id';
import { parseEuro } from '@/domain/money';

type Props = {
  /** The field that decides, and what makes this part due. */
  field: string;
  is: 'zero' | 'ticked';
  /** Whether the saved answers make it due. */
  due: boolean;
  /** When to fill it in. */
  summary: string;
  children: ReactNode;
};

/**
 * Fields that are asked only because of another answer. A closed box that anybody can open, with or without a script;
 * with one, it opens and closes while the other answer is given.
 */
export function ConditionalPart({ field, is, due, summary, children }: Props) {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const deciding = document.getElementById(fieldId('', field));
    if (!(deciding instanceof HTMLInputElement)) return;
    const follow = (): void => {
      if (box.current)
        box.current.open = is === 'ticked' ? deciding.checked : parseEuro(deciding.value) === 0;
    };
    deciding.addEventListener('input', follow);
    return () => deciding.removeEventListener('input', follow);
  }, [field, is]);
  return (
    <details ref={box} className="conditional" open={due}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}
