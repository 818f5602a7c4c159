'use client';

import { useActionState, useEffect, useRef, type FormEvent } from 'react';
import { ErrorSummary } from '@/app/_ui/ErrorSummary';
import { FormContext } from '@/app/_ui/form-context';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { SpendFields } from './SpendFields';
import { emptyTill, type TillState } from './state';
import { useTillTexts } from './texts';

type Props = { action: (state: TillState, data: FormData) => Promise<TillState> };

/**
 * The till: the code, then the name to compare and the amount. One form all along, whose action answers the next step,
 * so it is the same without JavaScript and no address ever carries a code.
 */
export function Till({ action }: Props) {
  const texts = useTillTexts();
  const [state, dispatch, pending] = useActionState(action, emptyTill);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.form.errors.length > 0) return;
    if (state.step === 'code') box.current?.querySelector<HTMLElement>('[name=code]')?.focus();
    else box.current?.querySelector<HTMLElement>('[data-verdict]')?.focus();
  }, [state]);
  const refuseDouble = (event: FormEvent) => {
    if (pending) event.preventDefault();
  };
  return (
    <FormContext value={{ state: state.form, idPrefix: '' }}>
      <form action={dispatch} onSubmit={refuseDouble} noValidate className="till">
        <div ref={box}>
          <ErrorSummary
            errors={state.form.errors}
            {...(state.step === 'amount' && { title: texts.notRecorded })}
          />
          {state.step === 'code' && <CodeStep />}
          {state.step === 'amount' && (
            <SpendFields code={state.code} voucher={state.voucher} spendKey={state.key} />
          )}
          {state.step === 'refused' && <Refused sentence={state.sentence} holder={state.holder} />}
        </div>
      </form>
    </FormContext>
  );
}

function CodeStep() {
  const texts = useTillTexts();
  return (
    <div className="till-code">
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
      <SubmitButton name="act" value="check">
        {texts.check}
      </SubmitButton>
    </div>
  );
}

function Refused({ sentence, holder }: { sentence: string; holder: string | null }) {
  const texts = useTillTexts();
  return (
    <>
      <div className="verdict verdict-no" role="alert" tabIndex={-1} data-verdict autoFocus>
        <h2>{texts.refused}</h2>
        <p>{sentence}</p>
        {holder !== null && <p>{holder}</p>}
        <p>{texts.refusedHint}</p>
      </div>
      <div className="actions">
        <SubmitButton name="act" value="restart">
          {texts.other}
        </SubmitButton>
      </div>
    </>
  );
}
