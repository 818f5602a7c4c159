import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { DayTotal } from '@/app/_till/DayTotal';
import { Till } from '@/app/_till/Till';
import { PageHead } from '@/app/_ui/PageHead';
import { databaseNow } from '@/db/queries/clock';
import { movements } from '@/db/queries/till';
import { civilDate } from '@/domain/calendar';
import { till } from './actions';
import { merchantRoles } from '@/domain/roles';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('till'))('title') };
}

/** The till ("modulo rendicontazione", manual § 1). */
export default async function TillPage() {
  const { merchantId } = await requireUser('/esercente', ...merchantRoles);
  const t = await getTranslations('till');
  const today = civilDate(await databaseNow(database()));
  const spends = merchantId === null ? [] : await movements(database(), merchantId, today);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <Till action={till} />
      <DayTotal spends={spends} />
    </>
  );
}
