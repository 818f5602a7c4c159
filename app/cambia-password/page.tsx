import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { NewPasswordFields } from '@/app/_access/NewPasswordFields';
import { valueOf, type Query } from '@/app/_server/query';
import { currentUser, safeReturn } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { PasswordField } from '@/app/_ui/PasswordField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { savePassword } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.change'))('title') };
}

/** Forced at the first access, free later (manual § 1.7). */
export default async function ChangePasswordPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [t, user, query] = await Promise.all([getTranslations('access.change'), currentUser(), searchParams]);
  if (!user) redirect('/accedi?ritorno=/cambia-password');
  const first = user.mustChangePassword;
  return (
    <>
      <PageHead title={t('title')}>
        <p>{first ? t('first') : t('voluntary')}</p>
      </PageHead>
      <Form action={savePassword}>
        <input type="hidden" name="ritorno" value={safeReturn(valueOf(query, 'ritorno'), '')} />
        {/* Tells a password manager whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={user.username} readOnly hidden />
        <PasswordField
          name="old"
          label={t('old')}
          {...(first && { hint: t('oldHintFirst') })}
          autoComplete="current-password"
          required
        />
        <NewPasswordFields />
        <Actions>
          <SubmitButton>{t('save')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
