import { useTranslations } from 'next-intl';
import { Amount } from '@/app/_ui/Amount';
import type { FieldKind } from '@/domain/application/fields';

type Props = { kind: FieldKind; value: string | number | boolean | null };

/** A value of the application written for people, by its kind. */
export function WrittenValue({ kind, value }: Props) {
  const t = useTranslations('citizen.copy');
  const tSummary = useTranslations('summary');
  if (value === null) return tSummary('missing');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value === 'number') return kind === 'money' ? <Amount cents={value} /> : String(value);
  if (kind === 'date') return value.split('-').reverse().join('/');
  return kind === 'longText' ? <span className="written-text">{value}</span> : value;
}
