import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/app/_citizen/moments';
import {
  block,
  changeNumber,
  extend,
  reissue,
  revoke,
  unblock,
} from '@/app/operatore/domande/[id]/voucher-actions';
import { DateField } from '@/app/_ui/DateField';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { TextField } from '@/app/_ui/TextField';
import type { ApplicationFile } from '@/db/queries/application-file';
import { after, civilDate } from '@/domain/calendar';
import { writePhone } from '@/domain/phone';
import { longestExtension } from '@/domain/voucher/acts';
import type { actPages, ActPage } from './voucher-acts';

type PageAct = (typeof actPages)[ActPage];

const actions = { block, unblock, extend, reissue, 'change-mobile': changeNumber, revoke };

type Props = {
  act: PageAct;
  file: ApplicationFile;
  requestId: string;
  now: Date;
  /** A reason to begin with, to be read over. */
  reason?: string | undefined;
};

/** The form of one act, with the reason where one is owed. */
export async function VoucherActForm({ act, file, requestId, now, reason }: Props) {
  const t = await getTranslations('voucherLife');
  const { application, voucher } = file;
  const danger = act === 'block' || act === 'revoke';
  return (
    <Form action={actions[act]} id={act} aria-label={t(`titles.${act}`)}>
      <HiddenField name="applicationId" value={application.id} />
      {voucher && <HiddenField name="voucherId" value={voucher.id} />}
      {act === 'reissue' && <HiddenField name="requestId" value={requestId} />}
      {act === 'extend' && voucher && (
        <DateField
          name="expiresOn"
          label={t('form.expiresOn')}
          hint={t('form.expiresOnHint', { day: dayOf(voucher.expiresAt) })}
          min={civilDate(now)}
          max={civilDate(after(now, longestExtension))}
          required
        />
      )}
      {act === 'change-mobile' && voucher && (
        <TextField
          name="mobile"
          type="tel"
          label={t('form.mobile')}
          hint={t('form.mobileHint', { number: writePhone(voucher.mobile) })}
          autoComplete="off"
          required
        />
      )}
      {act !== 'change-mobile' && (
        <TextArea
          name="reason"
          label={t('form.reason')}
          hint={act === 'revoke' ? t('form.reasonCitizen') : t('form.reasonOffice')}
          rows={3}
          maxLength={1_000}
          {...(reason !== undefined && { defaultValue: reason })}
          required
        />
      )}
      <SubmitButton look={danger ? 'danger' : 'primary'} icon={danger ? 'ban' : 'check'}>
        {t(`acts.${act}`)}
      </SubmitButton>
    </Form>
  );
}
