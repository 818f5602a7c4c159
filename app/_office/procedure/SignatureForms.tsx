import { getTranslations } from 'next-intl/server';
import { sign, turnBack } from '@/app/operatore/domande/[id]/signature-actions';
import { database } from '@/app/_server/database';
import type { SessionUser } from '@/app/_server/session';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import type { ApplicationFile } from '@/db/queries/application-file';
import { staffNames } from '@/db/queries/office';
import { isOpenProposal, proposalsOn } from '@/db/queries/procedure';
import { formatEuro } from '@/domain/money';
import { may } from '@/domain/permissions';
import { actorOf } from '@/app/_server/session';
import { Folded } from './Folded';
import { OfficeForm } from './OfficeForm';

type Props = { application: ApplicationFile['application']; user: SessionUser };

/** What one has proposed, for a second person to sign or to return; who proposed it sees that it waits. */
export async function SignatureForms({ application, user }: Props) {
  const [t, proposals] = await Promise.all([
    getTranslations('procedure.office'),
    proposalsOn(database(), application.id),
  ]);
  const proposal = proposals.find(isOpenProposal);
  if (!proposal) return null;
  const name = (await staffNames(database(), [proposal.proposedBy])).get(proposal.proposedBy) ?? '';
  const signs = may(actorOf(user), 'application.countersign', false) && proposal.proposedBy !== user.id;
  return (
    <>
      <p>{t('signLead', { name, amount: formatEuro(proposal.amountCents) })}</p>
      {proposal.reason !== null && (
        <p className="as-written">{t('signReason', { reason: proposal.reason })}</p>
      )}
      {signs ? (
        <>
          <OfficeForm application={application} action={sign} id="firma" label={t('signTitle')}>
            <SubmitButton icon="check" accessKey="a">
              {t('sign')}
            </SubmitButton>
          </OfficeForm>
          <OfficeForm application={application} action={turnBack} id="rimanda" label={t('returnTitle')}>
            <Folded summary={t('returnTitle')} id="rimanda-campi">
              <TextArea name="reason" label={t('returnReason')} rows={3} maxLength={4000} required />
              <SubmitButton look="secondary">{t('returnSend')}</SubmitButton>
            </Folded>
          </OfficeForm>
        </>
      ) : (
        <p>{t('signWait', { name })}</p>
      )}
    </>
  );
}
