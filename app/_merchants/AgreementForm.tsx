import { getTranslations } from 'next-intl/server';
import { accept, end, prolong, refuse, resume, suspend } from '@/app/operatore/esercenti/actions';
import { DateField } from '@/app/_ui/DateField';
import { Fieldset } from '@/app/_ui/Fieldset';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import type { MerchantFile } from '@/db/queries/merchants/file';
import type { AgreementAct } from '@/domain/merchant/acts';
import { usualAgreement, writeCivilDay } from '@/domain/merchant/agreement';
import { PersonInputs } from './fields';

const actions = {
  accepted: accept,
  refused: refuse,
  prolonged: prolong,
  suspended: suspend,
  resumed: resume,
  ended: end,
};

type Props = { act: AgreementAct; file: MerchantFile; now: Date };

/** The form of one act on an agreement: its days, its manager, or the reason that is owed. */
export async function AgreementForm({ act, file, now }: Props) {
  const t = await getTranslations('merchants');
  const { merchant } = file;
  const owesReason = act === 'refused' || act === 'suspended' || act === 'ended';
  const usual = usualAgreement(now);
  return (
    <Form action={actions[act]} aria-label={t(`agreement.acts.${act}`)} requiredNote={act === 'accepted'}>
      <HiddenField name="merchantId" value={merchant.id} />
      {act === 'accepted' && (
        <>
          <DateField name="from" label={t('form.from')} defaultValue={usual.from} required />
          <DateField
            name="until"
            label={t('form.until')}
            hint={t('form.untilHint')}
            defaultValue={usual.until}
            required
          />
          <Manager file={file} />
        </>
      )}
      {act === 'prolonged' && (
        <DateField
          name="until"
          label={t('form.until')}
          hint={
            merchant.agreementUntil === null
              ? t('form.untilHint')
              : t('form.untilNow', { day: writeCivilDay(merchant.agreementUntil) })
          }
          required
        />
      )}
      {owesReason && (
        <TextArea
          name="reason"
          label={t('form.reason')}
          hint={t('form.reasonHint')}
          rows={4}
          maxLength={1_000}
          required
        />
      )}
      <SubmitButton look={owesReason ? 'danger' : 'primary'} icon={owesReason ? 'ban' : 'check'}>
        {t(`agreement.acts.${act}`)}
      </SubmitButton>
    </Form>
  );
}

/** Who will manage the merchant: the representative, unless the office knows better. */
async function Manager({ file: { merchant } }: { file: MerchantFile }) {
  const t = await getTranslations('merchants.form');
  const [givenName, ...familyName] = (merchant.representative ?? '').split(' ');
  return (
    <Fieldset legend={t('manager')} hint={t('managerHint')}>
      <PersonInputs
        mailRequired
        known={{ givenName, familyName: familyName.join(' '), email: merchant.email }}
      />
    </Fieldset>
  );
}
