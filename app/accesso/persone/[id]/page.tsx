import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { personWithSecondFactor } from '@/db/queries/accesses';
import { fullName } from '@/domain/person-name';
import { resetFactor } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownAccess.people'))('resetTitle') };
}

/** Taking the second factor of somebody who lost it, with a reason; nobody's own. */
export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const [t, tOwn, { id }] = await Promise.all([
    getTranslations('ownAccess.people'),
    getTranslations('ownAccess'),
    params,
  ]);
  const user = await requireUser(`/accesso/persone/${id}`, 'responsabile', 'amministratore');
  const person = await personWithSecondFactor(database(), id);
  if (!person) notFound();
  const name = fullName(person.givenName, person.familyName);
  return (
    <>
      <Breadcrumb
        items={[
          { href: '/accesso', label: tOwn('title') },
          { href: '/accesso/persone', label: t('title') },
        ]}
        current={name}
      />
      <PageHead title={name}>
        <p>{t('resetText')}</p>
      </PageHead>
      {person.id === user.id ? (
        <Callout title={t('own')} />
      ) : (
        <Form action={resetFactor}>
          <input type="hidden" name="user" value={person.id} />
          <TextArea name="reason" label={t('reason')} hint={t('reasonHint')} required />
          <SubmitButton look="danger">{t('reset')}</SubmitButton>
        </Form>
      )}
    </>
  );
}
