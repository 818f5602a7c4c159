import { getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/Icon';
import { environment } from '@/env';
import { identityGateway } from './gateway';

/** Whether there is a way in with a digital identity. */
export const hasEntrances = (): boolean => identityGateway() !== null || environment().CNS_URL !== undefined;

/**
 * The ways in with a digital identity, where the Ente has them. Plain links: they leave the site, so nothing may be fetched
 * ahead, and a policy on where forms may lead does not concern them.
 *
 * @param wanted where to go afterwards; empty for the role's own beginning
 */
export async function Entrances({ wanted }: { wanted: string }) {
  const [t, tSignIn] = await Promise.all([
    getTranslations('identity.entrances'),
    getTranslations('access.signIn'),
  ]);
  const { CNS_URL } = environment();
  const gateway = identityGateway();
  if (!hasEntrances()) return null;
  const back = wanted === '' ? '' : `?ritorno=${encodeURIComponent(wanted)}`;
  return (
    <section className="identity-entrances" aria-labelledby="identita-digitale">
      <h2 id="identita-digitale">{t('title')}</h2>
      <p>{t('lead')}</p>
      <ul>
        {gateway !== null && (
          <>
            <Entrance href={`/accedi/identita/spid${back}`}>{t('spid')}</Entrance>
            <Entrance href={`/accedi/identita/cie${back}`}>{t('cie')}</Entrance>
          </>
        )}
        {CNS_URL !== undefined && (
          <Entrance href={new URL(`/accedi/identita/cns${back}`, CNS_URL).href}>{t('cns')}</Entrance>
        )}
      </ul>
      <h2>{t('otherwise')}</h2>
      <p>{tSignIn('lead')}</p>
    </section>
  );
}

function Entrance({ href, children }: { href: string; children: string }) {
  return (
    <li>
      <a className="btn btn-primary" href={href} rel="nofollow">
        <Icon name="user" size="sm" />
        {children}
      </a>
    </li>
  );
}
