import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { currentUser, safeReturn } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { SelectField } from '@/app/_ui/SelectField';
import { TextField } from '@/app/_ui/TextField';
import { pageContext } from '@/db/queries/tickets/context';
import { errorCodeOf } from '@/domain/ticket/error-code';
import { ticketCategories, type TicketCategory } from '@/domain/ticket/service-levels';
import { askForHelp } from './actions';
import { CloseLink } from './CloseLink';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help'))('title') };
}

/** The manual's box "Assistenza" (§ 3), for everybody, with what is known already filled in. */
export default async function HelpPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const [t, user, from] = await Promise.all([
    getTranslations('help'),
    currentUser(),
    pageBefore(valueOf(query, 'da')),
  ]);
  const errorCode = errorCodeOf(valueOf(query, 'errore'));
  const { service, registration } = await pageContext(database(), from, user?.id ?? null);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {service !== null && (
        <p>
          {t('about')}:{' '}
          <strong>
            {registration === null ? service : t('aboutApplication', { service, registration })}
          </strong>
        </p>
      )}
      <Form action={askForHelp} requiredNote>
        <HiddenField name="requestId" value={newId()} />
        <HiddenField name="page" value={from} />
        {errorCode !== null && <HiddenField name="error" value={errorCode} />}
        <TextField
          name="name"
          label={t('name')}
          autoComplete="name"
          defaultValue={user ? `${user.familyName} ${user.givenName}` : ''}
          required
        />
        <TextField
          name="phone"
          label={t('phone')}
          type="tel"
          autoComplete="tel"
          defaultValue={user?.phone ?? ''}
          required
        />
        <TextField
          name="email"
          label={t('email')}
          hint={t('emailHint')}
          type="email"
          autoComplete="email"
          defaultValue={user?.email ?? ''}
          required
        />
        <SelectField
          name="category"
          label={t('category')}
          hint={t('categoryHint')}
          placeholder={false}
          defaultValue={categoryOf(from)}
          options={ticketCategories.map((each) => ({ value: each, label: t(`categories.${each}`) }))}
        />
        <TextArea name="reason" label={t('reason')} hint={t('reasonHint')} rows={6} required />
        <Actions>
          <SubmitButton>{t('send')}</SubmitButton>
          <CloseLink from={from}>{t('close')}</CloseLink>
        </Actions>
      </Form>
      <p className="mt-4">
        {t('already')} <Link href="/assistenza/ritrova">{t('findAgain')}</Link>
      </p>
    </>
  );
}

/** What a request is about, as far as the page it is opened from tells. */
function categoryOf(page: string): TicketCategory {
  if (/^\/(accedi|recupera-password|cambia-password|accreditamento)(\/|$)/.test(page)) return 'accesso';
  if (page.startsWith('/domande')) return 'domanda';
  if (page.startsWith('/esercente')) return 'cassa ed esercenti';
  return page.startsWith('/privacy') ? 'dati personali' : 'altro';
}

/** The page help was asked from: as the link says, or as the browser does. The path alone, which names nobody. */
async function pageBefore(given: string): Promise<string> {
  const referer = (await headers()).get('referer') ?? '';
  const path = given || (URL.canParse(referer) ? new URL(referer).pathname : '');
  if (path.startsWith('/assistenza')) return '/';
  // Whoever reads the request must not find the secret of a recovery in it.
  return safeReturn(path.replace(/^\/recupera-password\/.*/, '/recupera-password'), '/');
}
