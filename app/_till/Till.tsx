'use client';

import { useActionState, useEffect, useRef, useState, type FormEvent } from 'react';
import { ErrorSummary } from '@/app/_ui/ErrorSummary';
import { FormContext } from '@/app/_ui/form-context';
import { Icon } from '@/app/_ui/Icon';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { formatEuro } from '@/domain/money';
import { CodeStep } from './CodeStep';
import { SpendFields } from './SpendFields';
import { emptyTill, type TillState } from './state';
import { useTillTexts } from './texts';
import { Unanswered } from './Unanswered';
import { useRecording } from './use-recording';

type Props = {
  action: (state: TillState, data: FormData) => Promise<TillState>;
  userId: string;
  shopId: string;
};

/**
 * The till: the code, then the name to compare and the amount. One form all along, whose action answers the next step,
 * so it is the same without JavaScript and no address ever carries a code. Scripts send the spend themselves, because
 * only they can ask again for an answer that was lost.
 */
export function Till({ action, userId, shopId }: Props) {
  const texts = useTillTexts();
  const [drawn, dispatch, pending] = useActionState(action, emptyTill);
  // A refusal that came to the scripts stands until the form's own action answers something else.
  const [refusal, setRefusal] = useState<{ after: TillState; state: TillState } | null>(null);
  const state = refusal?.after === drawn ? refusal.state : drawn;
  const { recording, record, dismiss } = useRecording(userId, (refused) =>
    setRefusal({ after: drawn, state: refused }),
  );
  const box = useRef<HTMLDivElement>(null);
  const pointed = useRef(false);

  useEffect(() => {
    if (state.form.errors.length > 0 || recording.phase !== 'none') return;
    box.current
      ?.querySelector<HTMLElement>('[name=code]:not([type=hidden]), [name=compared], [data-verdict]')
      ?.focus();
  }, [state, recording.phase]);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    const act = submitter instanceof HTMLButtonElement ? submitter.value : '';
    if (pending || recording.phase !== 'none') {
      event.preventDefault();
    } else if (act === 'all' && state.step === 'amount') {
      event.preventDefault();
      write(event.currentTarget, 'amountCents', formatEuro(state.voucher.availableCents));
      event.currentTarget.querySelector<HTMLElement>('[value=record]')?.focus();
    } else if (act === 'record') {
      event.preventDefault();
      record(new FormData(event.currentTarget, submitter));
    }
  };
  /** Who ticks with a finger goes on to the amount; who ticks with a key finds it with the next one. */
  const onChange = ({ target, currentTarget }: FormEvent<HTMLFormElement>) => {
    if (!pointed.current || !(target instanceof HTMLInputElement)) return;
    if (target.name === 'compared' && target.checked)
      currentTarget.querySelector<HTMLElement>('[name=amountCents]')?.focus();
  };

  return (
    <FormContext value={{ state: state.form, idPrefix: '' }}>
      {recording.phase !== 'none' && <Unanswered recording={recording} onDismiss={dismiss} />}
      <form
        action={dispatch}
        onSubmit={onSubmit}
        onChange={onChange}
        onPointerDown={() => (pointed.current = true)}
        onKeyDown={() => (pointed.current = false)}
        noValidate
        className="till"
        hidden={recording.phase !== 'none'}
      >
        <input type="hidden" name="shopId" value={shopId} />
        <div ref={box}>
          <ErrorSummary
            errors={state.form.errors}
            {...(state.step === 'amount' && { title: texts.notRecorded })}
          />
          {state.step === 'code' && <CodeStep />}
          {state.step === 'amount' && (
            <SpendFields key={state.code} code={state.code} voucher={state.voucher} spendKey={state.key} />
          )}
          {state.step === 'refused' && <Refused sentence={state.sentence} holder={state.holder} />}
        </div>
      </form>
    </FormContext>
  );
}

/** Writes in a field as if it had been typed, so that what was understood is said back. */
function write(form: HTMLFormElement, name: string, text: string): void {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement)) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function Refused({ sentence, holder }: { sentence: string; holder: string | null }) {
  const texts = useTillTexts();
  return (
    <>
      <div className="verdict verdict-screen verdict-no" role="alert" tabIndex={-1} data-verdict autoFocus>
        <h2>
          <Icon name="close-circle" size="lg" />
          {texts.refused}
        </h2>
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
