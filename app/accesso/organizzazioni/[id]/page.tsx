import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { v7 as newId, validate } from 'uuid';
import { AccessRows } from '@/app/_access/AccessRows';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { organisationWithPeople } from '@/db/queries/organisations';
import { addPerson, turn, turnPerson } from '../actions';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };
type Organisation = NonNullable<Awaited<ReturnType<typeof organisationWithPeople>>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organisations'))('one') };
}

/** An organisation and who signs in for it. */
export default async function OrganisationPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  if (!validate(id)) notFound();
  await requireUser(`/accesso/organizzazioni/${id}`, 'amministratore');
  const [t, organisation] = await Promise.all([
    getTranslations('organisations'),
    organisationWithPeople(database(), id),
  ]);
  if (!organisation) notFound();
  return (
    <>
      <Breadcrumb
        items={[{ href: '/accesso/organizzazioni', label: t('title') }]}
        current={organisation.name}
      />
      <PageHead title={organisation.name}>
        <p>{t(`kinds.${organisation.kind}`)}</p>
      </PageHead>
      {query.fatto !== undefined && <Callout tone="success" title={t('done')} role="status" />}
      {!organisation.active && (
        <Callout tone="warning" title={t('suspended')}>
          <p>{t('suspendedText')}</p>
        </Callout>
      )}
      <People organisation={organisation} />
      {organisation.active && <NewPerson organisationId={id} />}
      <Turn organisation={organisation} />
    </>
  );
}

async function People({ organisation: { id, people } }: { organisation: Organisation }) {
  const t = await getTranslations('organisations');
  return (
    <section className="access-part" aria-labelledby="persone">
      <h2 id="persone">{t('people')}</h2>
      {people.length === 0 ? (
        <p>{t('nobody')}</p>
      ) : (
        <AccessRows people={people} turn={turnPerson} hidden={{ organisation: id }} />
      )}
    </section>
  );
}

async function NewPerson({ organisationId }: { organisationId: string }) {
  const t = await getTranslations('organisations');
  return (
    <section className="access-part" aria-labelledby="nuova">
      <h2 id="nuova">{t('newPerson')}</h2>
      <p>{t('newPersonText')}</p>
      <Form action={addPerson} id="aggiungi" requiredNote>
        <input type="hidden" name="organisation" value={organisationId} />
        <input type="hidden" name="user" value={newId()} />
        <TextField name="familyName" label={t('fields.familyName')} autoComplete="off" required />
        <TextField name="givenName" label={t('fields.givenName')} autoComplete="off" required />
        <TextField name="email" label={t('fields.email')} type="email" autoComplete="off" required />
        <Actions>
          <SubmitButton>{t('addPerson')}</SubmitButton>
        </Actions>
      </Form>
    </section>
  );
}

async function Turn({ organisation: { id, active } }: { organisation: Organisation }) {
  const t = await getTranslations('organisations');
  const form = (
    <Form action={turn} id="stato">
      <input type="hidden" name="organisation" value={id} />
      <input type="hidden" name="active" value={active ? 'no' : 'si'} />
      <SubmitButton look={active ? 'danger' : 'primary'}>{t(active ? 'suspend' : 'resume')}</SubmitButton>
    </Form>
  );
  if (!active) return form;
  return (
    <details className="fold">
      <summary>{t('suspendQuestion')}</summary>
      <p>{t('suspendText')}</p>
      {form}
    </details>
  );
}
