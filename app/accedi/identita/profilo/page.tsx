import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { carried } from '@/app/_identity/carried';
import { problemPath } from '@/app/_identity/problems';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { chooseAccess } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity.choice'))('title') };
}

/** Who is a citizen and works for the Ente or in a shop says as which of them they come in. */
export default async function ChoicePage() {
  const [t, proved] = await Promise.all([getTranslations('identity.choice'), carried('proved')]);
  if (proved?.entrance.next !== 'choose') redirect(problemPath('expired'));
  const options = proved.entrance.accesses.map(({ id, role }) => ({ value: id, label: t(`roles.${role}`) }));
  return (
    <>
      <PageHead title={t('title')} />
      <Form action={chooseAccess}>
        <RadioGroup name="access" label={t('question')} options={options} required />
        <Actions>
          <SubmitButton>{t('go')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
