import { getTranslations } from 'next-intl/server';
import { writeAddress } from '@/app/_merchants/address';
import { Icon } from '@/app/_ui/Icon';
import type { OpenShop } from '@/domain/merchant/directory';
import { writePhone } from '@/domain/phone';

/** The shops as people look for them: where, what they sell, their telephone. */
export async function ShopCards({ shops }: { shops: readonly OpenShop[] }) {
  const [t, tCategory] = await Promise.all([
    getTranslations('shopList'),
    getTranslations('shopList.categories'),
  ]);
  return (
    <ul className="shop-list">
      {shops.map((shop) => (
        <li key={shop.id}>
          <h2>{shop.name}</h2>
          {shop.merchant !== shop.name && <p className="shop-merchant">{shop.merchant}</p>}
          <p>
            <Icon name="map-marker" size="sm" />
            <span className="visually-hidden">{t('address')} </span>
            <span>{writeAddress(shop)}</span>
          </p>
          {shop.phone !== null && (
            <p>
              <Icon name="telephone" size="sm" />
              <span className="visually-hidden">{t('phone')} </span>
              <a href={`tel:${shop.phone}`}>{writePhone(shop.phone)}</a>
            </p>
          )}
          {shop.categories.length > 0 && (
            <ul className="shop-categories" aria-label={t('sells')}>
              {shop.categories.map((category) => (
                <li key={category}>{tCategory(category)}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
