import { getTranslations } from 'next-intl/server';
import { answer, resolve } from '@/app/supporto/[codice]/actions';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import type { TicketStatus } from '@/domain/ticket/status';

/** What the desk can do with a request; nothing more once it is closed. */
export async function DeskForms({ code, status }: { code: string; status: TicketStatus }) {
  const t = await getTranslations('help.desk');
  if (status === 'chiusa') return <p>{t('closed')}</p>;
  return (
    <>
      <Form action={answer} id="risposta" aria-label={t('answerForm')}>
        <HiddenField name="code" value={code} />
        <TextArea name="text" label={t('answer')} hint={t('answerHint')} rows={5} required />
        <SubmitButton>{t('send')}</SubmitButton>
      </Form>
      {status !== 'risolta' && (
        <Form action={resolve} id="risolta" className="mt-4">
          <HiddenField name="code" value={code} />
          <SubmitButton look="secondary" icon="check">
            {t('resolve')}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}
