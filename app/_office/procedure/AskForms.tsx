import { getTranslations } from 'next-intl/server';
import { announce, clarify } from '@/app/operatore/domande/[id]/request-actions';
import { CheckboxGroup } from '@/app/_ui/CheckboxGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import type { ApplicationFile } from '@/db/queries/application-file';
import { Folded } from './Folded';
import { OfficeForm } from './OfficeForm';
import { RejectionReasons } from './ReasonBoxes';
import { cannedSentences } from './canned';

type Props = { application: ApplicationFile['application'] };

/** The request for what is missing: ready sentences, one's own words, or both. */
export async function ClarificationForm({ application }: Props) {
  const [t, tCanned] = await Promise.all([
    getTranslations('procedure.office'),
    getTranslations('procedure.canned'),
  ]);
  const options = cannedSentences.map((key) => ({ value: key, label: tCanned(key) }));
  return (
    <OfficeForm application={application} action={clarify} id="integrazione" label={t('askTitle')}>
      <Folded summary={t('askTitle')} id="integrazione-campi" accessKey="i">
        <p>{t('askLead')}</p>
        <CheckboxGroup name="canned" label={t('canned')} options={options} />
        <TextArea name="text" label={t('askText')} rows={4} maxLength={3000} />
        <SubmitButton icon="mail">{t('askSend')}</SubmitButton>
      </Folded>
    </OfficeForm>
  );
}

/** The notice before a rejection, with its reasons. */
export async function NoticeForm({ application }: Props) {
  const t = await getTranslations('procedure.office');
  return (
    <OfficeForm application={application} action={announce} id="preavviso" label={t('noticeTitle')}>
      <Folded summary={t('noticeTitle')} id="preavviso-campi">
        <p>{t('noticeLead')}</p>
        <RejectionReasons />
        <SubmitButton icon="mail">{t('noticeSend')}</SubmitButton>
      </Folded>
    </OfficeForm>
  );
}
