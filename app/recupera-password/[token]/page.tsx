import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { NewPasswordFields } from '@/app/_access/NewPasswordFields';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { setNewPassword } from '../actions';

/**
 * The address holds the secret: no other site is told it. Told to nobody at all (`no-referrer`), the browser would also
 * hide the form's origin, and a post of unknown origin is refused where no script runs.
 */
export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations('access.recover'))('newTitle'),
    referrer: 'same-origin',
    robots: 'noindex',
  };
}

/** The link of the recovery mail. Whether it is still good is told only when it is used. */
export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const [t, tChange, { token }] = await Promise.all([
    getTranslations('access.recover'),
    getTranslations('access.change'),
    params,
  ]);
  return (
    <>
      <PageHead title={t('newTitle')}>
        <p>{t('newLead')}</p>
      </PageHead>
      <Form action={setNewPassword}>
        <input type="hidden" name="token" value={token} />
        <NewPasswordFields />
        <Actions>
          <SubmitButton>{tChange('save')}</SubmitButton>
          <Link href="/recupera-password">{t('newLink')}</Link>
        </Actions>
      </Form>
    </>
  );
}
