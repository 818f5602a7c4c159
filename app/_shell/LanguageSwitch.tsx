import { getLocale, getTranslations } from 'next-intl/server';
import { chooseLocale } from '@/app/_i18n/choose-locale';
import { locales } from '@/app/_i18n/locales';

/** One button per language, each written in its own: a form post, so it works without JavaScript. */
export async function LanguageSwitch() {
  const [t, current] = await Promise.all([getTranslations('shell'), getLocale()]);
  return (
    <form action={chooseLocale}>
      <div className="language-switch" role="group" aria-label={t('language')}>
        {locales.map((locale) => (
          <button
            key={locale}
            className="language"
            name="lingua"
            value={locale}
            lang={locale}
            aria-pressed={locale === current}
            aria-label={`${locale.toUpperCase()}, ${nameOf(locale)}`}
          >
            {locale.toUpperCase()}
          </button>
        ))}
      </div>
    </form>
  );
}

function nameOf(locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
}
