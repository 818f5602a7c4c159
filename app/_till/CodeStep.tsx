'use client';

import { useRef } from 'react';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { Scanner } from './Scanner';
import { useTillTexts } from './texts';

/** The first step: the code, typed, pasted, read by a scanner that types, or by the camera. */
export function CodeStep() {
  const texts = useTillTexts();
  const box = useRef<HTMLDivElement>(null);
  /** As a scanner at the counter does it: the code, then Enter. */
  const onCode = (code: string) => {
    const field = box.current?.querySelector<HTMLInputElement>('[name=code]');
    if (!field) return;
    field.value = code;
    field.form?.requestSubmit(box.current?.querySelector('button[value=check]'));
  };
  return (
    <div ref={box} className="till-code">
      <TextField
        name="code"
        label={texts.code}
        hint={texts.codeHint}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        required
        autoFocus
      />
      <div className="actions">
        <SubmitButton name="act" value="check">
          {texts.check}
        </SubmitButton>
        <Scanner onCode={onCode} />
      </div>
    </div>
  );
}
