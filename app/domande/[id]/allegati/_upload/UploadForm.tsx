'use client';

import { useRef, useState, useSyncExternalStore, type ChangeEvent, type FormEvent } from 'react';
import { ErrorSummary } from '@/app/_ui/ErrorSummary';
import { FileField } from '@/app/_ui/FileField';
import { FormContext } from '@/app/_ui/form-context';
import type { FieldError } from '@/app/_ui/form-state';
import { Icon } from '@/app/_ui/Icon';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { useScripts } from '@/app/_ui/use-scripts';
import { choose, isSameFile, type Chosen, type Interrupted } from './chosen';
import { ChosenFiles } from './ChosenFiles';
import { currentSendings, listenToSendings, sendFile } from './sendings';
import type { UploadTexts } from './texts';

type Props = {
  applicationId: string;
  /** Of this very form: posted twice without scripts, it attaches one file. */
  formId: string;
  locale: string;
  kinds: readonly { value: string; label: string }[];
  interrupted: readonly Interrupted[];
  /** What came of a form posted without scripts. */
  errors: FieldError[];
  texts: UploadTexts;
};

/** Phones offer the camera first; what it makes and what scanners make. */
const accepted = 'image/*,.heic,.heif,application/pdf';
const nothing: readonly never[] = [];

/**
 * The manual's box: choose the type, choose the file, "Carica file". Posted as it is without scripts, one file at a
 * time; with them several, each seen and judged before it leaves.
 */
export function UploadForm({ applicationId, formId, locale, kinds, interrupted, texts, ...landed }: Props) {
  const scripted = useScripts();
  const [chosen, setChosen] = useState<readonly Chosen[]>(nothing);
  const [errors, setErrors] = useState(landed.errors);
  const input = useRef<HTMLInputElement>(null);
  const sendings = useSyncExternalStore(listenToSendings, currentSendings, () => nothing);
  const isBusy = sendings.some((each) => each.applicationId === applicationId);

  function show({ target }: ChangeEvent<HTMLInputElement>): void {
    for (const { preview } of chosen) if (preview) URL.revokeObjectURL(preview);
    setErrors([]);
    // Loaded while the person looks at what was chosen.
    void import('./transport').catch(() => undefined);
    setChosen(
      choose([...(target.files ?? [])], (key, news) =>
        setChosen((known) => known.map((each) => (each.key === key ? { ...each, ...news } : each))),
      ),
    );
  }

  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    // The second half of a double click.
    if (chosen.length === 0 && isBusy) return;
    const form = event.currentTarget;
    const kind = new FormData(form).get('kind');
    const good = chosen.filter(({ refusal }) => refusal === null);
    const faults: FieldError[] = [];
    const sentenceOf = (code: string): string => texts.refusals[code] ?? '';
    if (typeof kind !== 'string' || kind === '') faults.push({ field: 'kind', message: sentenceOf('kind') });
    if (good.length === 0) {
      faults.push({ field: 'file', message: sentenceOf(chosen[0]?.refusal ?? 'no-file') });
    }
    setErrors(faults);
    if (faults.length > 0 || typeof kind !== 'string') return;
    for (const { name, content, bytes } of good) {
      const begun = interrupted.find((each) => each.kind === kind && isSameFile(each, { name, bytes }));
      sendFile({ applicationId, kind, name, content, attachmentId: begun?.id ?? null });
    }
    setChosen(chosen.filter(({ refusal }) => refusal !== null));
    form.reset();
  }

  /** The camera at once, where the device has one to hand. */
  function photograph(): void {
    const field = input.current;
    if (!field) return;
    field.accept = 'image/*';
    field.setAttribute('capture', 'environment');
    field.click();
    field.removeAttribute('capture');
    field.accept = accepted;
  }

  return (
    <FormContext value={{ state: { values: {}, errors }, idPrefix: '' }}>
      <form
        method="post"
        encType="multipart/form-data"
        action={`/domande/${applicationId}/allegati/carica?modulo=${formId}`}
        onSubmit={send}
        noValidate
        className="upload-form"
      >
        <ErrorSummary errors={errors} />
        <SelectField name="kind" label={texts.kind} options={kinds} required />
        <FileField
          name="file"
          label={texts.file}
          hint={texts.fileHint}
          accept={accepted}
          multiple={scripted}
          inputRef={input}
          onChange={show}
          required
        />
        {scripted && (
          <button type="button" className="btn btn-outline-primary upload-camera" onClick={photograph}>
            <Icon name="camera" size="sm" />
            {texts.photograph}
          </button>
        )}
        <ChosenFiles files={chosen} locale={locale} texts={texts} />
        <SubmitButton icon="upload">{texts.upload}</SubmitButton>
      </form>
    </FormContext>
  );
}
