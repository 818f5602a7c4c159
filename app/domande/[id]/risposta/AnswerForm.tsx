import { getTranslations } from 'next-intl/server';
import { ErrorSummary } from '@/app/_ui/ErrorSummary';
import { FileField } from '@/app/_ui/FileField';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import type { CitizenRequestRow } from '@/db/queries/procedure';
import { documentKinds } from '@/domain/attachment/kinds';
import { limitFigures } from '@/domain/attachment/limits';
import { inspectionRefusals, uploadRefusals } from '@/domain/attachment/refusal';

type Props = {
  request: CitizenRequestRow;
  /** Why the file was refused, by its code; empty where it was not. */
  refusedFile: string;
  /** What is wrong with the words, likewise. */
  fault: string;
};

/**
 * One form for words and a document, of plain HTML: the words come first, so that they are kept whatever becomes of the
 * file, and "Carica file" comes back here for more.
 */
export async function AnswerForm({ request, refusedFile, fault }: Props) {
  const [t, tFaults, tAttachments] = await Promise.all([
    getTranslations('procedure.answer'),
    getTranslations('faults'),
    getTranslations('attachments'),
  ]);
  const known = [...inspectionRefusals, ...uploadRefusals].find((each) => each === refusedFile);
  const file = known && tFaults(`attachment-${known}` as never, limitFigures as never);
  const wrong = (['answer-empty', 'too-long', 'characters'] as const).find((each) => each === fault);
  const text = wrong && tFaults(wrong);
  const errors = [
    ...(text === undefined ? [] : [{ field: 'text', message: text }]),
    ...(file === undefined ? [] : [{ field: known === 'kind' ? 'kind' : 'file', message: file }]),
  ];
  return (
    <form
      method="post"
      encType="multipart/form-data"
      action={`/domande/${request.applicationId}/risposta/invia?richiesta=${request.id}`}
      className="answer-form"
      noValidate
    >
      <ErrorSummary errors={errors} />
      <TextArea
        name="text"
        label={t('text')}
        hint={t('textHint')}
        error={text}
        defaultValue={request.draft ?? ''}
        rows={7}
        maxLength={4000}
      />
      <SelectField
        name="kind"
        label={t('kind')}
        options={documentKinds.map((kind) => ({ value: kind, label: tAttachments(`kinds.${kind}`) }))}
        defaultValue="altro"
        placeholder={false}
      />
      <FileField
        name="file"
        label={t('file')}
        hint={t('fileHint')}
        error={known === 'kind' ? undefined : file}
        accept="image/*,.heic,.heif,application/pdf"
      />
      <div className="actions">
        <SubmitButton name="act" value="invia">
          {t('send')}
        </SubmitButton>
        <SubmitButton name="act" value="carica" look="secondary" icon="upload">
          {t('upload')}
        </SubmitButton>
      </div>
      <p className="field-hint">{t('sendText')}</p>
    </form>
  );
}
