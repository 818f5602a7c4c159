import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { one, type SearchParams } from '@/app/_citizen/search-params';
import { currentUser, safeReturn } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { PasswordField } from '@/app/_ui/PasswordField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { passwordLimits } from '@/domain/access';
import { savePassword } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.change'))('title') };
}

/** Forced at the first access, free later (manual § 1.7). */
export default async function ChangePasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, user, query] = await Promise.all([getTranslations('access.change'), currentUser(), searchParams]);
  if (!user) redirect('/accedi?ritorno=/cambia-password');
  const first = user.mustChangePassword;
  return (
    <>
      <PageHead title={t('title')}>
        <p>{first ? t('first') : t('voluntary')}</p>
      </PageHead>
      <Form action={savePassword}>
        <input type="hidden" name="ritorno" value={safeReturn(one(query.ritorno), '')} />
        {/* Tells a password manager whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={user.username} readOnly hidden />
        <PasswordField
          name="old"
          label={t('old')}
          {...(first && { hint: t('oldHintFirst') })}
          autoComplete="current-password"
          required
        />
        <PasswordField
          name="password"
          label={t('new')}
          hint={t('newHint')}
          autoComplete="new-password"
          minLength={passwordLimits.atLeast}
          required
        />
        <PasswordField name="again" label={t('again')} autoComplete="new-password" required />
        <Actions>
          <SubmitButton>{t('save')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
