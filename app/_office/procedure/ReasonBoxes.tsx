import { getTranslations } from 'next-intl/server';
import { CheckboxGroup } from '@/app/_ui/CheckboxGroup';
import { TextArea } from '@/app/_ui/TextArea';
import { annulmentReasons, codesOf, rejectionReasons } from '@/domain/application/reasons';

/**
 * The reasons of a rejection, or of the notice before it, each with its norm, and the words that explain them.
 *
 * @param optional where the same form may say something else
 */
export async function RejectionReasons({ optional = false }: { optional?: boolean }) {
  const t = await getTranslations('procedure.office');
  const options = codesOf(rejectionReasons).map((code) => ({
    value: code,
    label: t(`reasons.${code}`),
    ...(rejectionReasons[code].norm && { hint: rejectionReasons[code].norm }),
  }));
  return (
    <>
      <CheckboxGroup name="reasonCodes" label={t('reasonCodes')} options={options} required={!optional} />
      <TextArea name="reason" label={t('words')} hint={t('wordsHint')} rows={3} maxLength={4000} />
    </>
  );
}

/** The reasons of an annulment, likewise. */
export async function AnnulmentReasons() {
  const t = await getTranslations('procedure.office');
  const options = codesOf(annulmentReasons).map((code) => ({ value: code, label: t(`annulments.${code}`) }));
  return (
    <>
      <CheckboxGroup name="reasonCodes" label={t('reasonCodes')} options={options} required />
      <TextArea name="reason" label={t('words')} hint={t('wordsHint')} rows={3} maxLength={4000} />
    </>
  );
}
