import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { findAgain } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help.find'))('title') };
}

/** For who has lost the mail: the link of a request is sent again to its own address. */
export default async function FindAgainPage() {
  const [t, tHelp] = await Promise.all([getTranslations('help.find'), getTranslations('help')]);
  return (
    <>
      <Breadcrumb items={[{ label: tHelp('title'), href: '/assistenza' }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <Form action={findAgain} requiredNote>
        <TextField
          name="code"
          label={t('code')}
          hint={t('codeHint')}
          autoCapitalize="characters"
          spellCheck={false}
          short
          required
        />
        <TextField name="email" label={tHelp('email')} type="email" autoComplete="email" required />
        <SubmitButton>{t('send')}</SubmitButton>
      </Form>
    </>
  );
}
