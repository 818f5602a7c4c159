import { getTranslations } from 'next-intl/server';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { pinWays } from '@/commands/pin/request';

/** How the first part of a PIN goes, always to the contact on record. */
export async function WayField() {
  const t = await getTranslations('pin');
  const options = pinWays.map((value) => ({ value, label: t(`ways.${value}`) }));
  return (
    <RadioGroup
      name="way"
      label={t('way')}
      hint={t('wayHint')}
      options={options}
      defaultValue="sms"
      required
    />
  );
}
