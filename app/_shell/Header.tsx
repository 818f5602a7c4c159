import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ente } from '@/ente';
import type { SessionUser } from '@/app/_server/session';
import { Icon } from '@/app/_ui/Icon';
import { LanguageSwitch } from './LanguageSwitch';

/** The two upper bands of the national pattern: to whom the Ente belongs, and whose site this is. */
export async function Header({ user }: { user: SessionUser | null }) {
  const t = await getTranslations('shell');
  return (
    <>
      <div className="it-header-slim-wrapper">
        <div className="container">
          <div className="it-header-slim-wrapper-content">
            <a
              className="navbar-brand"
              href={ente.region.url}
              target="_blank"
              rel="noreferrer"
              aria-label={t('region', { name: ente.region.name })}
            >
              {ente.region.name}
            </a>
            <div className="it-header-slim-right-zone">
              {user !== null && (
                <span className="header-user">
                  <Link href="/accesso" prefetch={false}>
                    <Icon name="user" size="sm" />
                    <span>
                      <span className="visually-hidden">{t('signedInAs')} </span>
                      {user.givenName} {user.familyName}
                    </span>
                  </Link>
                </span>
              )}
              <LanguageSwitch />
            </div>
          </div>
        </div>
      </div>
      <div className="it-header-center-wrapper">
        <div className="container">
          <div className="it-header-center-content-wrapper">
            <div className="it-brand-wrapper">
              <Link href="/">
                <img className="brand-logo" src={ente.logo} alt="" width={64} height={64} />
                <span className="it-brand-text">
                  <span className="it-brand-title d-block">{ente.name}</span>
                  <span className="it-brand-tagline d-block">{t('tagline')}</span>
                </span>
              </Link>
            </div>
          </div>
        </div>
      </div>
    </>
  );
}
