import { useTranslations } from 'next-intl';
import { formatCount } from '@/app/_office/count';
import { Amount } from '@/app/_ui/Amount';

type Props = {
  /** Null is hidden; undefined is none at all. */
  value: number | null | undefined;
  unit?: 'households' | 'cents';
  /** A plus before what is more than zero. */
  signed?: boolean;
};

/** A figure of a rehearsal; a hidden one says so in words. */
export function Figure({ value, unit = 'households', signed = false }: Props) {
  const t = useTranslations('rehearsal');
  if (value === undefined) return '—';
  if (value === null) return <em className="hidden-figure">{t('hidden')}</em>;
  return (
    <>
      {signed && value > 0 && '+'}
      {unit === 'cents' ? <Amount cents={value} /> : formatCount(value)}
    </>
  );
}
