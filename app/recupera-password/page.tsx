import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { v7 as newId } from 'uuid';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { askForRecovery } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.recover'))('title') };
}

/** Recovery by username (manual § 1.8). */
export default async function RecoveryPage() {
  const t = await getTranslations('access.recover');
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <Form action={askForRecovery}>
        <HiddenField name="id" value={newId()} />
        <TextField
          name="username"
          label={t('username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <Actions>
          <SubmitButton>{t('button')}</SubmitButton>
          <Link href="/accedi">{t('toSignIn')}</Link>
        </Actions>
      </Form>
    </>
  );
}
