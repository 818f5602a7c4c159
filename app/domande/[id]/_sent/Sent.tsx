import { getTranslations } from 'next-intl/server';
import { PrintButton } from '@/app/_citizen/PrintButton';
import { dayOf } from '@/app/_citizen/moments';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';
import { writeRegistration } from '@/domain/application/registration';
import { writeMoment } from '@/domain/calendar';
import type { ApplicationFile } from '@/db/queries/application-file';
import { ApplicationBar } from './ApplicationBar';
import { Facts } from './Facts';
import { Milestones } from './Milestones';
import { Valuations } from './Valuations';
import { VoucherBox } from './VoucherBox';
import { Withdraw } from './Withdraw';

type Props = { file: ApplicationFile; /** Whether the person comes from "Spedisci". */ justSent: boolean };

/** An application that was sent or closed, to read only (manual § 2.11, fig. 11). */
export async function Sent({ file, justSent }: Props) {
  const { application, programme, registration, voucher } = file;
  const t = await getTranslations('citizen');
  const presented = application.status === 'presentata';
  return (
    <>
      <Breadcrumb items={[{ label: t('list.title'), href: '/domande' }]} current={programme.name} />
      <PageHead title={programme.name} />
      {justSent && registration && <Receipt file={file} />}
      {registration && <ApplicationBar applicationId={application.id} hasVoucher={voucher !== null} />}
      {application.status === 'annullata' && (
        <Callout>
          <p>{t(registration ? 'sent.withdrawnText' : 'sent.discardedText')}</p>
        </Callout>
      )}
      {application.status === 'approvata' && <VoucherBox file={file} />}
      <Facts file={file} />
      {presented && <p>{t('sent.waiting')}</p>}
      {registration && <Milestones file={file} />}
      {registration && application.status !== 'annullata' && <Valuations file={file} />}
      <Actions>
        {registration && <PrintButton label={t('sent.print')} note={t('sent.printNote')} />}
        {application.status === 'annullata' && (
          <ButtonLink href={`/domande/nuova/${programme.slug}`} look="secondary">
            {t('sent.again')}
          </ButtonLink>
        )}
      </Actions>
      {presented && <Withdraw applicationId={application.id} />}
    </>
  );
}

/** The receipt (criteria C.SE.1.2 and 1.10): when, under which number, and what happens next. */
async function Receipt({ file: { application, registration } }: { file: ApplicationFile }) {
  const t = await getTranslations('citizen.sent');
  if (!registration) return null;
  return (
    <Callout tone="success" title={t('receiptTitle')} role="status">
      <p>
        {t('receiptText', {
          moment: writeMoment(registration.registeredAt),
          number: writeRegistration(registration),
        })}
      </p>
      {application.decideBy && <p>{t('receiptNext', { day: dayOf(application.decideBy) })}</p>}
    </Callout>
  );
}
