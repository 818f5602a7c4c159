import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/Icon';

/** The bar of an application (manual fig. 11): its parts, each by the manual's word. */
export async function ApplicationBar({
  applicationId,
  hasVoucher,
}: {
  applicationId: string;
  hasVoucher: boolean;
}) {
  const [t, tSections] = await Promise.all([getTranslations('citizen.sent'), getTranslations('sections')]);
  const path = `/domande/${applicationId}`;
  return (
    <nav className="application-bar no-print" aria-label={t('bar')}>
      <ul>
        <li>
          <Link href={`${path}/allegati`}>
            <Icon name="files" size="sm" />
            {tSections('attachments')}
          </Link>
        </li>
        <li>
          <Link href={`${path}/domanda#contributi`}>
            <Icon name="list" size="sm" />
            {t('contributions')}
          </Link>
        </li>
        {hasVoucher && (
          <li>
            <Link href={`${path}/rendiconto`}>
              <Icon name="card" size="sm" />
              {t('statement')}
            </Link>
          </li>
        )}
        <li>
          <Link href={`${path}/domanda`}>
            <Icon name="file" size="sm" />
            {t('application')}
          </Link>
        </li>
      </ul>
    </nav>
  );
}
