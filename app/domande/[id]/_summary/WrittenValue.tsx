import { useTranslations } from 'next-intl';
import { Amount } from '@/app/_ui/Amount';
import type { FieldKind } from '@/domain/application/fields';
import { writePhone } from '@/domain/phone';

type Props = {
  /** The field's name, under which a choice's words stand in the catalogue. */
  name: string;
  kind: FieldKind;
  value: string | number | boolean | null;
};

/** A value of the application written for people, by its kind. */
export function WrittenValue({ name, kind, value }: Props) {
  const t = useTranslations('citizen.copy');
  const tSummary = useTranslations('summary');
  const tFields = useTranslations('fields');
  if (value === null) return tSummary('missing');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value === 'number') return kind === 'money' ? <Amount cents={value} /> : String(value);
  if (kind === 'date') return value.split('-').reverse().join('/');
  if (kind === 'choice') return tFields(`${name}.options.${value}` as Parameters<typeof tFields>[0]);
  if (kind === 'phone' || kind === 'mobile') return writePhone(value);
  return kind === 'longText' ? <span className="written-text">{value}</span> : value;
}
