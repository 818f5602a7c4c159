import { getTranslations } from 'next-intl/server';
import { annul, approve, putAside, reject, take } from '@/app/operatore/domande/[id]/actions';
import { database } from '@/app/_server/database';
import type { SessionUser } from '@/app/_server/session';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { MoneyField } from '@/app/_ui/MoneyField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import type { ApplicationFile } from '@/db/queries/application-file';
import { isFirstDecider } from '@/db/queries/procedure';
import { mayHappen } from '@/domain/application/acts';
import { waitingPhase } from '@/domain/application/phase';
import { formatEuro, type Cents } from '@/domain/money';
import { ClarificationForm, NoticeForm } from './procedure/AskForms';
import { Folded } from './procedure/Folded';
import { OfficeForm } from './procedure/OfficeForm';
import { OpenRequest } from './procedure/OpenRequest';
import { AnnulmentReasons, RejectionReasons } from './procedure/ReasonBoxes';
import { SignatureForms } from './procedure/SignatureForms';

type Props = { file: ApplicationFile; user: SessionUser; now: Date; proposedCents: Cents };

/** What may be done with a presented application where it stands, a form for each act: the guards' own tables say which. */
export async function DecisionForms({ file, user, now, proposedCents }: Props) {
  const { application } = file;
  const [t, tOffice, isFirst] = await Promise.all([
    getTranslations('office.decide'),
    getTranslations('procedure.office'),
    isFirstDecider(database(), application.id, user.id),
  ]);
  if (application.status !== 'presentata') return null;
  const signing = application.phase === 'alla firma';
  // On the waiting list it is approved already: the fund decides.
  const approvable = !signing && application.phase !== waitingPhase;
  return (
    <section id="decisione" className="decision no-print" aria-labelledby="decisione-titolo">
      <h2 id="decisione-titolo">{t('title')}</h2>
      {!signing && application.operatorId !== user.id && (
        <Form action={take} id="presa">
          <HiddenField name="applicationId" value={application.id} />
          <SubmitButton look="secondary" icon="user">
            {t('take')}
          </SubmitButton>
        </Form>
      )}
      <OpenRequest applicationId={application.id} now={now} />
      {signing && <SignatureForms application={application} user={user} />}
      {isFirst && <Callout tone="warning" title={tOffice('ownReview')} />}
      {approvable && !isFirst && <ApproveForm file={file} proposedCents={proposedCents} />}
      {mayHappen(application, 'rejected') && !isFirst && <RejectForm file={file} />}
      {mayHappen(application, 'clarification-requested') && <ClarificationForm application={application} />}
      {mayHappen(application, 'rejection-announced') && <NoticeForm application={application} />}
      {mayHappen(application, 'put-back') && <PutBackForm file={file} />}
      <AnnulForm file={file} />
    </section>
  );
}

/** Above the programme's threshold the same form puts the approval before a second person. */
async function ApproveForm({ file, proposedCents }: Pick<Props, 'file' | 'proposedCents'>) {
  const [t, tOffice] = await Promise.all([
    getTranslations('office.decide'),
    getTranslations('procedure.office'),
  ]);
  const threshold = file.rules.countersignAboveCents;
  return (
    <OfficeForm application={file.application} action={approve} id="approva" label={t('approveForm')}>
      <h3>{t('approveForm')}</h3>
      <MoneyField
        name="amountCents"
        label={t('amount')}
        defaultCents={proposedCents}
        hint={
          threshold === undefined ? undefined : tOffice('signatureNeeded', { amount: formatEuro(threshold) })
        }
        required
      />
      <TextArea name="reason" label={t('reason')} hint={t('reasonHint')} rows={2} maxLength={4000} />
      <SubmitButton icon="check" accessKey="a">
        {t('approve')}
      </SubmitButton>
    </OfficeForm>
  );
}

async function RejectForm({ file }: Pick<Props, 'file'>) {
  const [t, tOffice] = await Promise.all([
    getTranslations('office.decide'),
    getTranslations('procedure.office'),
  ]);
  return (
    <OfficeForm application={file.application} action={reject} id="respingi" label={t('rejectForm')}>
      <Folded summary={t('rejectForm')} id="respingi-campi" accessKey="r">
        {file.rules.rejectionNotice && <p>{tOffice('noticeNeeded')}</p>}
        <RejectionReasons />
        <SubmitButton look="danger" icon="close">
          {t('reject')}
        </SubmitButton>
      </Folded>
    </OfficeForm>
  );
}

async function PutBackForm({ file }: Pick<Props, 'file'>) {
  const t = await getTranslations('procedure.office');
  return (
    <OfficeForm application={file.application} action={putAside} id="rimetti" label={t('putBackTitle')}>
      <Folded summary={t('putBackTitle')} id="rimetti-campi">
        <p>{t('putBackLead')}</p>
        <SubmitButton look="secondary">{t('putBackSend')}</SubmitButton>
      </Folded>
    </OfficeForm>
  );
}

async function AnnulForm({ file }: Pick<Props, 'file'>) {
  const t = await getTranslations('procedure.office');
  return (
    <OfficeForm application={file.application} action={annul} id="annulla" label={t('annulTitle')}>
      <Folded summary={t('annulTitle')} id="annulla-campi">
        <p>{t('annulLead')}</p>
        <AnnulmentReasons />
        <SubmitButton look="danger" icon="ban">
          {t('annulSend')}
        </SubmitButton>
      </Folded>
    </OfficeForm>
  );
}
