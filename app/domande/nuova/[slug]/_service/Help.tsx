import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ente } from '@/ente';

/** What becomes of the data, and whom to ask. */
export async function Help() {
  const t = await getTranslations('service');
  return (
    <>
      <section aria-labelledby="i-tuoi-dati">
        <h2 id="i-tuoi-dati">{t('privacyTitle')}</h2>
        <p>
          {t('privacy', { ente: ente.name })} <Link href="/privacy">{t('privacyLink')}</Link>
        </p>
      </section>
      <section aria-labelledby="aiuto">
        <h2 id="aiuto">{t('helpTitle')}</h2>
        <p>
          {t('help')} <Link href="/assistenza">{t('helpLink')}</Link>
        </p>
        <p>
          {t('helpContacts')} <a href={`tel:${ente.phone.replaceAll(' ', '')}`}>{ente.phone}</a>,{' '}
          <a href={`mailto:${ente.mail}`}>{ente.mail}</a>
        </p>
      </section>
    </>
  );
}
