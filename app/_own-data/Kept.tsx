import { getTranslations } from 'next-intl/server';
import { erasable, kept } from '@/domain/own-data/retention';

/** What an erasure takes away and what stays, each with the law that keeps it. */
export async function Kept() {
  const t = await getTranslations('ownData.kept');
  return (
    <>
      <h3>{t('erased')}</h3>
      <ul>
        {erasable.map((what) => (
          <li key={what}>{t(`erasable.${what}`)}</li>
        ))}
      </ul>
      <h3>{t('title')}</h3>
      <ul>
        {kept.map(({ what, years, source }) => (
          <li key={what}>
            {t(`what.${what}`)} {years === null ? t('always') : t('years', { years })}{' '}
            <small>({source})</small>
          </li>
        ))}
      </ul>
    </>
  );
}
