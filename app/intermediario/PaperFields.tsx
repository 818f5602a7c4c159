import { getTranslations } from 'next-intl/server';
import { DateField } from '@/app/_ui/DateField';
import { Fieldset } from '@/app/_ui/Fieldset';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { TextArea } from '@/app/_ui/TextArea';
import { TextField } from '@/app/_ui/TextField';
import { mandateProofs } from '@/domain/mandate/mandate';

/** The paper of a mandate: its number, for what, from when to when, and where it is kept. */
export async function PaperFields() {
  const t = await getTranslations('filing.mandate');
  const proofs = mandateProofs.map((value) => ({ value, label: t(`proofs.${value}`) }));
  return (
    <Fieldset legend={t('paper')}>
      <TextField name="number" label={t('number')} autoComplete="off" short required />
      <TextArea name="scope" label={t('scope')} hint={t('scopeHint')} rows={3} required />
      <DateField name="signedOn" label={t('signedOn')} autoComplete="off" required />
      <DateField name="validFrom" label={t('validFrom')} autoComplete="off" required />
      <DateField name="validUntil" label={t('validUntil')} autoComplete="off" required />
      <RadioGroup name="proof" label={t('proof')} options={proofs} required />
    </Fieldset>
  );
}
