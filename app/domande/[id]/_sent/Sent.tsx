import { getTranslations } from 'next-intl/server';
import { Looks } from '@/app/_citizen/Looks';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';
import { PrintButton } from '@/app/_ui/PrintButton';
import { currentUser } from '@/app/_server/session';
import { database } from '@/app/_server/database';
import type { ApplicationFile } from '@/db/queries/application-file';
import { waitingPhase } from '@/domain/application/phase';
import { annulmentOf, isOpenRequest, requestsOn } from '@/db/queries/procedure';
import { voucherActsOn } from '@/db/queries/voucher-file';
import { Annulled } from './Annulled';
import { ApplicationBar } from './ApplicationBar';
import { Asked } from './Asked';
import { Explanation } from './Explanation';
import { Facts } from './Facts';
import { JustDone } from './JustDone';
import { Milestones } from './Milestones';
import { PastRequests } from './PastRequests';
import { ReviewRequest } from './ReviewRequest';
import { Valuations } from './Valuations';
import { Waits, WaitEnded } from './Waits';
import { VoucherBox } from './VoucherBox';
import { Revoked } from './VoucherState';
import { Withdraw } from './Withdraw';

type Props = {
  file: ApplicationFile;
  /** Whether the person comes from a page of the draft, left open, that could not be saved any more. */
  tooLate: boolean;
  /** What the person has just done, by the word in the address. */
  done: string;
};

/** An application that was sent or closed, to read only (manual § 2.11, fig. 11). */
export async function Sent({ file, tooLate, done }: Props) {
  const { application, programme, registration, voucher } = file;
  const [t, user, requests, annulment, acts] = await Promise.all([
    getTranslations('citizen'),
    currentUser(),
    requestsOn(database(), application.id),
    annulmentOf(database(), application.id),
    application.status === 'annullata' ? voucherActsOn(database(), application.id) : [],
  ]);
  const open = requests.find(isOpenRequest);
  const revocation = acts.find(({ act }) => act === 'revoke');
  // The first part of a PIN follows an application, and does no more with it.
  const full = user?.level !== 'simplified';
  const presented = application.status === 'presentata';
  const waits = application.phase === waitingPhase;
  return (
    <>
      <Breadcrumb items={[{ label: t('list.title'), href: '/domande' }]} current={programme.name} />
      <PageHead title={programme.name} />
      {tooLate && (
        <Callout tone="warning" title={t('sent.late')} role="alert">
          <p>{t('sent.lateText')}</p>
        </Callout>
      )}
      <JustDone word={done} />
      {open && <Asked request={open} />}
      {registration && <ApplicationBar applicationId={application.id} hasVoucher={voucher !== null} />}
      {revocation && <Revoked reason={revocation.reason} />}
      {annulment && <Annulled annulment={annulment} />}
      {application.status === 'annullata' && !revocation && !annulment && (
        <WaitEnded applicationId={application.id}>
          <p>{t(registration ? 'sent.withdrawnText' : 'sent.discardedText')}</p>
        </WaitEnded>
      )}
      {waits && <Waits applicationId={application.id} />}
      {full && application.status === 'approvata' && <VoucherBox file={file} />}
      <Facts file={file} />
      {presented && !open && !waits && <p>{t('sent.waiting')}</p>}
      {registration && <Milestones file={file} />}
      {registration && application.status !== 'annullata' && <Valuations file={file} full={full} />}
      {registration && application.status !== 'annullata' && <Explanation application={application} />}
      <PastRequests requests={requests} />
      {full && application.status === 'respinta' && <ReviewRequest applicationId={application.id} />}
      <Actions>
        {registration && (
          <ButtonLink href={`/domande/${application.id}/ricevuta`} look="secondary" icon="file">
            {t('receipt.link')}
          </ButtonLink>
        )}
        {registration && <PrintButton label={t('sent.print')} note={t('sent.printNote')} />}
        {application.status === 'annullata' && (
          <ButtonLink href={`/domande/nuova/${programme.slug}`} look="secondary">
            {t('sent.again')}
          </ButtonLink>
        )}
      </Actions>
      <Looks applicationId={application.id} />
      {full && presented && <Withdraw applicationId={application.id} />}
    </>
  );
}
