import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Card } from '@/app/_ui/Card';
import { checkOf } from '@/db/queries/control/checks';

/** On the file of an application: that a sample has drawn it, and what its control found. */
export async function CheckNote({ applicationId }: { applicationId: string }) {
  const [t, check] = await Promise.all([getTranslations('samples'), checkOf(database(), applicationId)]);
  if (!check) return null;
  const different = check.outcomes.filter(({ outcome }) => outcome === 'difforme').length;
  return (
    <Card>
      <h2>{t('onFile.title')}</h2>
      <p>{check.closedAt === null ? t('onFile.open') : t('onFile.closed', { different })}</p>
      <p className="no-print">
        <Link href={`/operatore/controlli/campioni/${check.sampleId}/${applicationId}`} prefetch={false}>
          {t('onFile.link', { number: check.sampleNumber })}
        </Link>
      </p>
    </Card>
  );
}
