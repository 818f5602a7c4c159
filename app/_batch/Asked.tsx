import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { DateTime } from '@/app/_ui/DateTime';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { BatchFile } from '@/db/queries/batches';
import { staffNames } from '@/db/queries/office';
import { endOfDay } from '@/domain/calendar';

/** What was asked for all rows alike. */
export async function Asked({ batch }: { batch: BatchFile }) {
  const [t, tOffice] = await Promise.all([
    getTranslations('batches.asked'),
    getTranslations('procedure.office'),
  ]);
  const { fileName, programme, expiresOn, operatorId, outcome, reasonCodes, reason } = batch.params;
  const names = await staffNames(database(), operatorId ? [operatorId] : []);
  const items = [
    { label: t('author'), value: batch.author },
    { label: t('at'), value: <DateTime at={batch.confirmedAt ?? batch.createdAt} precision="minute" /> },
    outcome && { label: t('outcome'), value: t(`outcomes.${outcome}`) },
    fileName && { label: t('fileName'), value: <span className="as-written">{fileName}</span> },
    programme && { label: t('programme'), value: programme },
    expiresOn && { label: t('expiresOn'), value: <DateTime at={endOfDay(expiresOn)} precision="day" /> },
    operatorId && { label: t('operator'), value: names.get(operatorId) },
    reasonCodes && {
      label: tOffice('reasonCodes'),
      value: reasonCodes.map((code) => tOffice(`reasons.${code}`)).join(', '),
    },
    reason && { label: t('reason'), value: <span className="as-written">{reason}</span> },
  ].filter((item) => typeof item === 'object');
  return <SummaryList items={items} />;
}
