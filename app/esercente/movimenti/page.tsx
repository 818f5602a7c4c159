import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { valueOf, type Query } from '@/app/_server/query';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { MovementsTable } from '@/app/_till/MovementsTable';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DateField } from '@/app/_ui/DateField';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { databaseNow } from '@/db/queries/clock';
import { movements } from '@/db/queries/till';
import { civilDate, isCivilDate } from '@/domain/calendar';
import { merchantRoles } from '@/domain/roles';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('till'))('movements.title') };
}

/** The shop's spends of a day. */
export default async function MovementsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { merchantId } = await requireUser('/esercente/movimenti', ...merchantRoles);
  const t = await getTranslations('till.movements');
  const today = civilDate(await databaseNow(database()));
  const asked = valueOf(await searchParams, 'giorno');
  const day = isCivilDate(asked) ? asked : today;
  const spends = merchantId === null ? [] : await movements(database(), merchantId, day);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <form action="/esercente/movimenti" className="day-filter no-print">
        <DateField name="giorno" label={t('day')} defaultValue={day} max={today} />
        <SubmitButton look="secondary">{t('show')}</SubmitButton>
      </form>
      {spends.length === 0 ? (
        <EmptyState title={t('empty')} icon="cart">
          <ButtonLink href="/esercente" look="secondary">
            {t('toTill')}
          </ButtonLink>
        </EmptyState>
      ) : (
        <MovementsTable day={day} spends={spends} />
      )}
    </>
  );
}
