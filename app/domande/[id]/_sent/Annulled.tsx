import { getTranslations } from 'next-intl/server';
import { Callout } from '@/app/_ui/Callout';
import type { annulmentOf } from '@/db/queries/procedure';

type Props = { annulment: NonNullable<Awaited<ReturnType<typeof annulmentOf>>> };

/** That the office ended the application, and why. */
export async function Annulled({ annulment: { reasonCodes, reason } }: Props) {
  const t = await getTranslations('procedure');
  return (
    <Callout tone="warning" title={t('annulled.title')}>
      <ul>
        {reasonCodes.map((code) => (
          <li key={code}>{t(`annulments.${code}`)}</li>
        ))}
      </ul>
      {reason !== null && <blockquote className="as-written">{reason}</blockquote>}
    </Callout>
  );
}
