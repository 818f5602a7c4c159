'use client';

import { useEffect, useRef, type ReactNode } from 'react';

type Props = {
  /** The field that decides, and the answers to it that make this part due. */
  field: string;
  is: readonly string[];
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
  const answers = is.join(' ');
  useEffect(() => {
    const form = box.current?.closest('form');
    const follow = ({ target }: Event): void => {
      if (!(target instanceof HTMLInputElement) || target.name !== field || !box.current) return;
      box.current.open = target.checked && answers.split(' ').includes(target.value);
    };
    form?.addEventListener('change', follow);
    return () => form?.removeEventListener('change', follow);
  }, [field, answers]);
  return (
    <details ref={box} className="conditional" open={due}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}
