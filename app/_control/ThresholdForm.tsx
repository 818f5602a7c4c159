import { getTranslations } from 'next-intl/server';
import { tune } from '@/app/operatore/controlli/actions';
import { Fieldset } from '@/app/_ui/Fieldset';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { MoneyField } from '@/app/_ui/MoneyField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { TextField } from '@/app/_ui/TextField';
import { signalKinds } from '@/domain/control/signals';
import { thresholdFields, type ThresholdName, type Thresholds } from '@/domain/control/thresholds';
import { kindWord, thresholdsOf } from './words';

type Props = {
  thresholds: Thresholds;
  /** The name of the change a post makes; null for who only reads. */
  changeId: string | null;
};

/** The thresholds, a group for each kind of signal. */
export async function ThresholdForm({ thresholds, changeId }: Props) {
  const t = await getTranslations('control');
  const readOnly = changeId === null;
  const fields = signalKinds.map((kind) => (
    <Fieldset key={kind} legend={t(`kinds.${kindWord[kind]}`)}>
      <p>{t(`why.${kindWord[kind]}`)}</p>
      {thresholdsOf[kind].map((name) => (
        <Threshold
          key={name}
          name={name}
          label={t(`thresholds.names.${name}`)}
          value={thresholds[name]}
          readOnly={readOnly}
        />
      ))}
    </Fieldset>
  ));
  return (
    <Form action={tune} id="soglie">
      {fields}
      {changeId !== null && (
        <>
          <HiddenField name="changeId" value={changeId} />
          <TextArea name="reason" label={t('thresholds.reason')} rows={3} maxLength={1_000} required />
          <SubmitButton>{t('thresholds.change')}</SubmitButton>
        </>
      )}
    </Form>
  );
}

type ThresholdProps = { name: ThresholdName; label: string; value: number; readOnly: boolean };

function Threshold({ name, label, value, readOnly }: ThresholdProps) {
  return thresholdFields[name].unit === 'cents' ? (
    <MoneyField name={name} label={label} hint={false} defaultCents={value} readOnly={readOnly} required />
  ) : (
    <TextField
      name={name}
      label={label}
      defaultValue={String(value)}
      inputMode="numeric"
      readOnly={readOnly}
      required
      short
    />
  );
}
