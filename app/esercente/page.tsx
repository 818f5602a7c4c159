import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireUser } from '@/app/_server/session';
import { valueOf, type Query } from '@/app/_server/query';
import { DayTotal } from '@/app/_till/DayTotal';
import { tillPlace } from '@/app/_till/place';
import { ShopChoice } from '@/app/_till/ShopChoice';
import { Till } from '@/app/_till/Till';
import { PageHead } from '@/app/_ui/PageHead';
import { merchantRoles } from '@/domain/roles';
import { till } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('till'))('title') };
}

/** The till ("modulo rendicontazione", manual § 1). `?negozio=cambia` asks again in which shop this device stands. */
export default async function TillPage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/esercente', ...merchantRoles);
  const t = await getTranslations('till');
  const place = await tillPlace(user);
  const changing = valueOf(await searchParams, 'negozio') === 'cambia' && (place?.shops.length ?? 0) > 1;
  const shop = changing ? null : place?.shop;
  if (!place || !shop) {
    return (
      <>
        <PageHead title={t('title')} />
        <ShopChoice place={place} />
      </>
    );
  }
  return (
    <>
      <PageHead title={t('title')} />
      {place.shops.length > 1 && (
        <p className="till-shop">
          {t('shop.here', { shop: shop.name })}
          {place.boundTo === null && (
            <>
              {' '}
              <Link href="/esercente?negozio=cambia">{t('shop.change')}</Link>
            </>
          )}
        </p>
      )}
      <Till action={till} userId={user.id} shopId={shop.id} />
      <DayTotal merchantId={place.merchantId} shopId={shop.id} userId={user.id} />
    </>
  );
}
