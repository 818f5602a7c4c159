import { getTranslations } from 'next-intl/server';
import { rejectionReasons, type RejectionReason } from '@/domain/application/reasons';

/** The reasons against an application in plain words, each with its norm. */
export async function Reasons({ codes }: { codes: readonly RejectionReason[] }) {
  const t = await getTranslations('procedure');
  const plain = codes.filter((code) => code !== 'altro');
  if (plain.length === 0) return null;
  return (
    <ul>
      {plain.map((code) => (
        <li key={code}>
          {t(`reasons.${code}`)}
          <span className="reason-norm">{t('norm', { norm: rejectionReasons[code].norm })}</span>
        </li>
      ))}
    </ul>
  );
}
