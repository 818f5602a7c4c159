import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { FiguresTable } from '@/app/_till/FiguresTable';
import { MovementsFilter } from '@/app/_till/MovementsFilter';
import { MovementsTable } from '@/app/_till/MovementsTable';
import { tillPlace } from '@/app/_till/place';
import { totalOf } from '@/app/_till/totals';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Icon } from '@/app/_ui/Icon';
import { PageHead } from '@/app/_ui/PageHead';
import { Pagination } from '@/app/_ui/Pagination';
import { PrintButton } from '@/app/_ui/PrintButton';
import { countersOf } from '@/db/queries/counter';
import { spendFigures, spendsPage } from '@/db/queries/spends';
import { merchantRoles } from '@/domain/roles';
import { askedSpends, queryOf } from '@/app/_till/asked';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('till'))('movements.title') };
}

const pageSize = 50;

/** The spends of some days: a cashier sees those of their shop, a manager all, or those of a shop or of a counter. */
export default async function MovementsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const place = await tillPlace(await requireUser('/esercente/movimenti', ...merchantRoles));
  if (!place) notFound();
  const query = await searchParams;
  const t = await getTranslations('till.movements');
  const asked = await askedSpends(query, place);
  const after = valueOf(query, 'dopo');
  const [figures, spends, counters] = await Promise.all([
    spendFigures(database(), asked),
    spendsPage(database(), asked, { after: validate(after) ? after : undefined, limit: pageSize + 1 }),
    countersOf(database(), place.merchantId, place.boundTo),
  ]);
  const shown = spends.slice(0, pageSize);
  const last = spends.length > pageSize ? shown.at(-1)?.id : undefined;
  const total = totalOf(figures);
  const ownShop = place.shops.find(({ id }) => id === place.boundTo)?.name;
  return (
    <>
      <PageHead title={t('title')}>
        <p>{ownShop === undefined ? t('lead') : t('leadShop', { shop: ownShop })}</p>
      </PageHead>
      <MovementsFilter asked={asked} place={place} counters={counters} />
      {shown.length === 0 ? (
        <EmptyState title={t('empty')} icon="cart">
          <ButtonLink href="/esercente" look="secondary">
            {t('toTill')}
          </ButtonLink>
        </EmptyState>
      ) : (
        <>
          <MovementsTable asked={asked} spends={shown} total={total} withShop={place.shops.length > 1} />
          <Pagination
            {...(validate(after) && { previousHref: `/esercente/movimenti?${queryOf(asked)}` })}
            {...(last !== undefined && {
              nextHref: `/esercente/movimenti?${queryOf(asked, { dopo: last })}`,
            })}
          >
            {t('more', { shown: shown.length, all: total.count + total.voidedCount })}
          </Pagination>
          {figures.length > 1 && <FiguresTable figures={figures} />}
          <Actions>
            {/* A plain link: the address is a file. */}
            <a href={`/esercente/movimenti/csv?${queryOf(asked)}`} className="btn btn-outline-primary">
              <Icon name="download" size="sm" />
              {t('csv')}
            </a>
            <PrintButton label={t('print')} />
          </Actions>
        </>
      )}
    </>
  );
}
