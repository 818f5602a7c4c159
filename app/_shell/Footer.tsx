import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ente } from '@/ente';

/** Contacts, privacy and the accessibility statement, which the law wants reachable from every page. */
export async function Footer() {
  const [t, tOpen, tShops] = await Promise.all([
    getTranslations('shell'),
    getTranslations('voucherLife.open'),
    getTranslations('shopList'),
  ]);
  return (
    <footer id="footer" className="it-footer" aria-label={t('footer')}>
      <div className="container footer-columns">
        <section>
          <h2>{ente.name}</h2>
          <p className="mb-0">{ente.address}</p>
        </section>
        <section>
          <h2>{t('contacts')}</h2>
          <ul>
            <li>
              <a href={`tel:${ente.phone.replaceAll(' ', '')}`}>{ente.phone}</a>
            </li>
            <li>
              <a href={`mailto:${ente.mail}`}>{ente.mail}</a>
            </li>
            <li>
              <Link href="/assistenza" prefetch={false}>
                {t('supportLong')}
              </Link>
            </li>
          </ul>
        </section>
        <section>
          <h2>{t('usefulLinks')}</h2>
          <ul>
            <li>
              <Link href="/esercenti" prefetch={false}>
                {tShops('title')}
              </Link>
            </li>
            <li>
              <Link href="/trasparenza" prefetch={false}>
                {tOpen('link')}
              </Link>
            </li>
            <li>
              <Link href="/accessibilita" prefetch={false}>
                {t('accessibility')}
              </Link>
            </li>
            <li>
              <Link href="/privacy" prefetch={false}>
                {t('privacy')}
              </Link>
            </li>
          </ul>
        </section>
      </div>
    </footer>
  );
}
