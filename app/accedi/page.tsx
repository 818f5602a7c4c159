import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Entrances, hasEntrances } from '@/app/_identity/Entrances';
import { homeOf, safeReturn, standing, stepPath } from '@/app/_server/session';
import { valueOf, type Query } from '@/app/_server/query';
import { Actions } from '@/app/_ui/Actions';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { PasswordField } from '@/app/_ui/PasswordField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { enter } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.signIn'))('title') };
}

/** Username and password (manual § 1.5). `ritorno` brings the person back into the flow they came from. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [t, now, query] = await Promise.all([getTranslations('access.signIn'), standing(), searchParams]);
  const wanted = safeReturn(valueOf(query, 'ritorno'), '');
  if (now.kind === 'half') redirect(`${stepPath[now.step]}?ritorno=${encodeURIComponent(wanted)}`);
  if (now.kind === 'in')
    redirect(now.user.mustChangePassword ? '/cambia-password' : wanted || homeOf[now.user.role]);
  const draft = /^\/domande\/[0-9a-f-]{36}/.test(wanted);
  return (
    <>
      <PageHead title={t('title')}>{!hasEntrances() && <p>{t('lead')}</p>}</PageHead>
      {query.password !== undefined && <Callout tone="success" title={t('passwordSaved')} role="status" />}
      {query.uscito !== undefined && <Callout tone="success" title={t('leftAll')} role="status" />}
      {query.scaduto !== undefined && (
        <Callout tone="warning" title={draft ? t('expired') : t('ended')} role="status" />
      )}
      {wanted !== '' && query.scaduto === undefined && <Callout title={t('back')} />}
      <Entrances wanted={wanted} />
      <Form action={enter}>
        <input type="hidden" name="ritorno" value={wanted} />
        <TextField
          name="username"
          label={t('username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <PasswordField name="password" label={t('password')} autoComplete="current-password" required />
        <Actions>
          <SubmitButton>{t('button')}</SubmitButton>
          <Link href="/recupera-password">{t('recover')}</Link>
        </Actions>
      </Form>
      <p>
        {t('pinQuestion')} <Link href="/accedi/pin">{t('pin')}</Link>
      </p>
      <p>
        {t('noCodes')} <Link href="/accreditamento">{t('accredit')}</Link>
      </p>
    </>
  );
}
