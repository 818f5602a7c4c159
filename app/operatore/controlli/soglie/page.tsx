import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ThresholdForm } from '@/app/_control/ThresholdForm';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { DateTime } from '@/app/_ui/DateTime';
import { PageHead } from '@/app/_ui/PageHead';
import { thresholdHistory, thresholdsInForce } from '@/db/queries/control/thresholds';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('control.thresholds'))('title') };
}

/** From what figures on signals are raised: the office reads them, the responsabile changes them. */
export default async function ThresholdsPage() {
  const { role } = await requireUser('/operatore/controlli/soglie', 'operatore', 'responsabile');
  const [t, tControl, thresholds, history] = await Promise.all([
    getTranslations('control.thresholds'),
    getTranslations('control'),
    thresholdsInForce(database()),
    thresholdHistory(database()),
  ]);
  const changes = role === 'responsabile';
  return (
    <>
      <Breadcrumb items={[{ label: tControl('title'), href: '/operatore/controlli' }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {!changes && <Callout>{t('onlyHead')}</Callout>}
      <ThresholdForm
        // A change draws the form anew, with the figures it brought.
        key={history[0]?.id}
        thresholds={thresholds}
        changeId={changes ? randomUUID() : null}
      />
      {history.length > 0 && (
        <section className="control-section">
          <h2>{t('history')}</h2>
          <ul className="control-reviews">
            {history.map(({ id, reason, by, at }) => (
              <li key={id}>
                <p>
                  <DateTime at={at} precision="minute" /> · {by}
                </p>
                <p className="as-written">{reason}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
