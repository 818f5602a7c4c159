import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { AccessRows } from '@/app/_access/AccessRows';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { staffList } from '@/db/queries/staff';
import { staffRoles } from '@/domain/roles';
import { add, turn } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff'))('title') };
}

/** Who works for the Ente: who may come in, and as what. */
export default async function StaffPage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/accesso/personale', 'amministratore');
  const [t, tOwn, people, query] = await Promise.all([
    getTranslations('staff'),
    getTranslations('ownAccess'),
    staffList(database()),
    searchParams,
  ]);
  return (
    <>
      <Breadcrumb items={[{ href: '/accesso', label: tOwn('title') }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {query.fatto !== undefined && <Callout tone="success" title={t('done')} role="status" />}
      <section className="access-part" aria-labelledby="persone">
        <h2 id="persone">{t('people')}</h2>
        <AccessRows
          people={people}
          turn={turn}
          about={({ role }) => tOwn(`people.roles.${role}`)}
          fixed={user.id}
        />
      </section>
      <NewPerson />
    </>
  );
}

async function NewPerson() {
  const t = await getTranslations('staff');
  const roles = staffRoles.map((value) => ({ value, label: t(`roles.${value}`) }));
  return (
    <section className="access-part" aria-labelledby="nuova">
      <h2 id="nuova">{t('new')}</h2>
      <p>{t('newText')}</p>
      <Form action={add} id="aggiungi" requiredNote>
        <input type="hidden" name="user" value={newId()} />
        <TextField name="familyName" label={t('fields.familyName')} autoComplete="off" required />
        <TextField name="givenName" label={t('fields.givenName')} autoComplete="off" required />
        <TextField name="email" label={t('fields.email')} type="email" autoComplete="off" required />
        <RadioGroup name="role" label={t('fields.role')} options={roles} required />
        <Actions>
          <SubmitButton>{t('add')}</SubmitButton>
        </Actions>
      </Form>
    </section>
  );
}
