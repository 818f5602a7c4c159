import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireVerifying } from '@/app/_access/half';
import { PasskeyButton } from '@/app/_access/PasskeyButton';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { homeOf, safeReturn } from '@/app/_server/session';
import { signOut } from '@/app/_server/sign-out';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { secondFactorsOf } from '@/db/queries/second-factors';
import { askForPasskey, enterCode, enterPasskey, enterRecoveryCode } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownAccess.verify'))('title') };
}

/** The second factor, after the password: the app's code, a passkey, or a recovery code. */
export default async function VerifyPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [t, query] = await Promise.all([getTranslations('ownAccess.verify'), searchParams]);
  const wanted = safeReturn(valueOf(query, 'ritorno'), '');
  const user = await requireVerifying(wanted || '/');
  const factors = await secondFactorsOf(database(), user.id);
  const back = <input type="hidden" name="ritorno" value={wanted || homeOf[user.role]} />;
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead', { username: user.username })}</p>
      </PageHead>
      {factors.totpSince !== null && (
        <section className="access-part" aria-labelledby="app">
          <h2 id="app">{t('appTitle')}</h2>
          <Form action={enterCode} id="codice">
            {back}
            <TextField
              name="code"
              label={t('code')}
              hint={t('codeHint')}
              autoComplete="one-time-code"
              inputMode="numeric"
              maxLength={9}
              short
              required
            />
            <SubmitButton>{t('enter')}</SubmitButton>
          </Form>
        </section>
      )}
      {factors.passkeys.length > 0 && (
        <section className="access-part" aria-labelledby="passkey-titolo">
          <h2 id="passkey-titolo">{t('passkeyTitle')}</h2>
          <p>{t('passkeyText')}</p>
          <Form action={enterPasskey} id="passkey">
            {back}
            <PasskeyButton
              ask={{ get: askForPasskey }}
              look={factors.totpSince === null ? 'primary' : 'secondary'}
              texts={{ button: t('passkey'), failed: t('passkeyFailed'), scripts: t('passkeyScripts') }}
            />
          </Form>
        </section>
      )}
      <details className="access-part">
        <summary>{t('recoveryTitle')}</summary>
        <p>{t('recoveryText')}</p>
        <Form action={enterRecoveryCode} id="riserva">
          {back}
          <TextField
            name="code"
            label={t('recoveryCode')}
            hint={t('recoveryHint')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <SubmitButton look="secondary">{t('enterRecovery')}</SubmitButton>
        </Form>
        <p>{t('lost')}</p>
      </details>
      <form action={signOut}>
        <Actions>
          <SubmitButton look="link">{t('cancel')}</SubmitButton>
        </Actions>
      </form>
    </>
  );
}
