import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ShopCards } from '@/app/_shops/ShopCards';
import { ShopSearchForm } from '@/app/_shops/ShopSearchForm';
import { readShopList, shopListHref } from '@/app/_shops/address';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { Pagination } from '@/app/_ui/Pagination';
import { PrintButton } from '@/app/_ui/PrintButton';
import { openShops } from '@/db/queries/merchants/directory';
import { findShops } from '@/domain/merchant/directory';
import { ente } from '@/ente';

type Props = { searchParams: Promise<Query> };

const pageSize = 20;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shopList');
  return {
    title: t('title'),
    description: t('lead', { ente: ente.name }),
  };
}

/** Where vouchers are taken today, for everybody (OCDPC 658/2020 art. 2 c. 4). */
export default async function ShopsPage({ searchParams }: Props) {
  const list = readShopList(await searchParams);
  const [t, tCategory, shops] = await Promise.all([
    getTranslations('shopList'),
    getTranslations('shopList.categories'),
    openShops(database()),
  ]);
  const found = findShops(shops, list, (category) => tCategory(category));
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(list.page, pages);
  const shown = list.whole ? found : found.slice((page - 1) * pageSize, page * pageSize);
  const pageHref = (number: number) => shopListHref({ ...list, page: number });
  const narrowed = list.text !== '' || list.category !== null;
  return (
    <>
      <Breadcrumb items={[]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead', { ente: ente.name })}</p>
      </PageHead>
      {shops.length > 0 && <ShopSearchForm search={list} shops={shops} />}
      {found.length > 0 && (
        <p role="status" className="shop-count">
          {t('found', { count: found.length })}
        </p>
      )}
      {shops.length === 0 && (
        <EmptyState title={t('empty')} icon="cart">
          <p>{t('emptyText')}</p>
        </EmptyState>
      )}
      {shops.length > 0 && found.length === 0 && (
        <EmptyState title={t('noneFound')} icon="search">
          <p>{t('noneFoundText')}</p>
          <p>
            <Link href="/esercenti">{t('all')}</Link>
          </p>
        </EmptyState>
      )}
      {narrowed && found.length > 0 && (
        <p className="no-print">
          <Link href="/esercenti">{t('all')}</Link>
        </p>
      )}
      {shown.length > 0 && <ShopCards shops={shown} />}
      {!list.whole && (
        <Pagination
          {...(page > 1 && { previousHref: pageHref(page - 1) })}
          {...(page < pages && { nextHref: pageHref(page + 1) })}
        >
          {t('page', { page, pages })}
        </Pagination>
      )}
      {found.length > 0 && (
        <div className="shop-print no-print">
          {!list.whole && pages > 1 ? (
            <Link href={shopListHref({ ...list, whole: true })}>{t('wholeList')}</Link>
          ) : (
            <PrintButton label={t('print')} />
          )}
        </div>
      )}
      <ForMerchants />
      <OpenData />
    </>
  );
}

async function ForMerchants() {
  const t = await getTranslations('shopList');
  return (
    <section className="no-print" aria-labelledby="adesione">
      <h2 id="adesione">{t('joinTitle')}</h2>
      <p>
        {t('joinText')} <Link href="/esercenti/adesione">{t('joinLink')}</Link>
      </p>
    </section>
  );
}

async function OpenData() {
  const t = await getTranslations('shopList');
  return (
    <section className="no-print" aria-labelledby="dati-aperti">
      <h2 id="dati-aperti">{t('data')}</h2>
      <p>{t('dataText', { ente: ente.name })}</p>
      <ul>
        <li>
          <a href="/esercenti/elenco.csv">CSV</a>
        </li>
        <li>
          <a href="/esercenti/elenco.json">JSON</a>
        </li>
      </ul>
    </section>
  );
}
