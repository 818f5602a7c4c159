import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { requireChanging } from '@/app/_access/half';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { safeReturn } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { QrCode } from '@/app/_ui/QrCode';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { totpSetup } from '@/commands/access/second-factor/totp';
import { ente } from '@/ente';
import { confirmApp } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownAccess.app'))('title') };
}

/** The secret for the app, as a QR code and in letters, until its first code proves that the app has it. */
export default async function AppPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [t, query] = await Promise.all([getTranslations('ownAccess.app'), searchParams]);
  const user = await requireChanging();
  const { id: userId, username } = user;
  const setup = await totpSetup(database(), { userId, username, issuer: ente.name });
  if (!setup) redirect('/accesso/secondo-passaggio');
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <ol className="access-steps">
        <li>{t('stepApp')}</li>
        <li>
          {t('stepScan')}
          <div className="access-qr">
            <QrCode text={setup.uri} label={t('qr')} />
          </div>
          <p>
            {t('byHand')} <span className="code">{setup.secret.match(/.{1,4}/g)?.join(' ')}</span>
          </p>
        </li>
        <li>{t('stepCode')}</li>
      </ol>
      <Form action={confirmApp}>
        <input type="hidden" name="ritorno" value={safeReturn(valueOf(query, 'ritorno'), '')} />
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
        <Actions>
          <SubmitButton>{t('confirm')}</SubmitButton>
          <Link href="/accesso/secondo-passaggio">{t('back')}</Link>
        </Actions>
      </Form>
    </>
  );
}
