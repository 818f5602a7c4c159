import { getTranslations } from 'next-intl/server';
import { signOut } from '@/app/_server/sign-out';
import type { SessionUser } from '@/app/_server/session';
import { Icon } from '@/app/_ui/Icon';
import { areas } from './areas';
import { BarLink } from './BarLink';
import { SignOutForm } from './SignOutForm';

/**
 * The manual's bar (§ 1.9): Home, Uscita and Assistenza on every screen and in the same place, then the pages of the
 * signed-in person's area. Somebody who still has to change the first password is offered nothing else.
 */
export async function MainBar({ user }: { user: SessionUser | null }) {
  const [t, tAreas] = await Promise.all([getTranslations('shell'), getTranslations('areas')]);
  const links = user === null || user.mustChangePassword ? [] : areas[user.role];
  const addresses = links.map(({ href }) => href);
  return (
    <div className="main-bar">
      <div className="container">
        <nav aria-label={t('bar')} className="main-bar-tools">
          <ul>
            <li>
              <BarLink href="/">
                <Icon name="home" size="sm" />
                {t('home')}
              </BarLink>
            </li>
            <li>
              {user === null ? (
                <BarLink href="/accedi">
                  <Icon name="user" size="sm" />
                  {t('signIn')}
                </BarLink>
              ) : (
                <SignOutForm userId={user.id} action={signOut}>
                  <button>
                    <Icon name="logout" size="sm" />
                    {t('signOut')}
                  </button>
                </SignOutForm>
              )}
            </li>
            <li>
              <BarLink href="/assistenza">
                <Icon name="help-circle" size="sm" />
                {t('support')}
              </BarLink>
            </li>
          </ul>
        </nav>
        {links.length > 0 && (
          <nav aria-label={t('area')} className="area-nav">
            <ul>
              {links.map(({ href, label }) => (
                <li key={href}>
                  <BarLink href={href} siblings={addresses}>
                    {tAreas(label)}
                  </BarLink>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </div>
  );
}
