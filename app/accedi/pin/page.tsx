import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { valueOf, type Query } from '@/app/_server/query';
import { currentUser, homeOf, safeReturn } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { PasswordField } from '@/app/_ui/PasswordField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { enterByPin } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pin.enter'))('title') };
}

/** Tax code and PIN: the first part alone for the simplified mode, both for everything. */
export default async function PinSignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [t, tAccess, user, query] = await Promise.all([
    getTranslations('pin.enter'),
    getTranslations('access'),
    currentUser(),
    searchParams,
  ]);
  const wanted = safeReturn(valueOf(query, 'ritorno'), '');
  if (user) redirect(wanted || homeOf[user.role]);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <Form action={enterByPin}>
        <input type="hidden" name="ritorno" value={wanted} />
        <TextField
          name="fiscalCode"
          label={tAccess('fiscalCode')}
          hint={tAccess('fiscalCodeHint')}
          autoComplete="username"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
        <PasswordField
          name="pin"
          label={t('pin')}
          hint={t('pinHint')}
          autoComplete="current-password"
          required
        />
        <Actions>
          <SubmitButton>{t('button')}</SubmitButton>
          <Link href="/pin">{t('ask')}</Link>
        </Actions>
      </Form>
      <p>
        {t('codes')} <Link href="/accedi">{tAccess('signIn.title')}</Link>
      </p>
    </>
  );
}
