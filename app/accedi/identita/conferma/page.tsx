import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { carried } from '@/app/_identity/carried';
import { problemPath } from '@/app/_identity/problems';
import { LegalText } from '@/app/_legal/LegalText';
import { Actions } from '@/app/_ui/Actions';
import { Callout } from '@/app/_ui/Callout';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { DateField } from '@/app/_ui/DateField';
import { DateTime } from '@/app/_ui/DateTime';
import { Fieldset } from '@/app/_ui/Fieldset';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { TextField } from '@/app/_ui/TextField';
import type { FirstAccess } from '@/commands/identity/enter';
import { ownership } from '@/commands/identity/enrol';
import { ticked } from '@/domain/application/answers';
import { consentText } from '@/domain/consent/texts';
import type { Identity } from '@/domain/identity/identity';
import { writePhone } from '@/domain/phone';
import { completeFirstEntry } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity.first'))('title') };
}

/** The first entry with an identity: what it certifies, the access that may be there already, contacts, the notice. */
export default async function FirstEntryPage() {
  const [t, locale, proved] = await Promise.all([
    getTranslations('identity.first'),
    getLocale(),
    carried('proved'),
  ]);
  if (proved?.entrance.next !== 'first') redirect(problemPath('expired'));
  const { identity, entrance } = proved;
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <Certified identity={identity} />
      <Form action={completeFirstEntry} requiredNote>
        {entrance.access && <Ownership access={entrance.access} />}
        <Missing identity={identity} access={entrance.access} />
        <section aria-labelledby="informativa">
          <h2 id="informativa">{t('privacy')}</h2>
          <LegalText kind="privacy" />
        </section>
        <CheckboxField
          name="consent"
          label={t('agree', { statement: consentText('privacy', locale).statement })}
          value={ticked}
          required
        />
        <Actions>
          <SubmitButton>{t('go')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}

async function Certified({ identity }: { identity: Identity }) {
  const [t, words] = await Promise.all([getTranslations('identity'), getTranslations('access')]);
  const { familyName, givenName, fiscalCode, birthDate, method } = identity;
  const items = [
    { label: words('familyName'), value: familyName },
    { label: words('givenName'), value: givenName },
    { label: words('fiscalCode'), value: fiscalCode },
    { label: words('birthDate'), value: birthDate && <DateTime at={birthDate} precision="day" /> },
  ].filter(({ value }) => value !== null);
  return (
    <section aria-labelledby="verificati">
      <h2 id="verificati">{t('certified', { method })}</h2>
      <SummaryList items={items} />
    </section>
  );
}

/** Somebody may have asked for an access with this person's tax code: only the person can tell. */
async function Ownership({ access }: { access: FirstAccess }) {
  const t = await getTranslations('identity.first');
  return (
    <Callout title={t('found')}>
      <p>{t('foundText', { username: access.username, email: masked(access.email) })}</p>
      <RadioGroup
        name="ownership"
        label={t('mine.question')}
        options={ownership.map((value) => ({
          value,
          label: t(`mine.${value}.label`),
          hint: t(`mine.${value}.hint`),
        }))}
        required
      />
    </Callout>
  );
}

/** A mail address as its owner knows it again and nobody else learns it. */
const masked = (email: string): string => email.replace(/^(.)[^@]*/, '$1…');

async function Missing({ identity, access }: { identity: Identity; access: FirstAccess | null }) {
  const [t, words] = await Promise.all([getTranslations('identity.first'), getTranslations('access')]);
  const email = identity.email ?? access?.email;
  const mobile = identity.mobile ?? access?.mobile;
  return (
    <Fieldset legend={t('contacts')}>
      {identity.familyName === null && (
        <TextField name="familyName" label={words('familyName')} autoComplete="family-name" required />
      )}
      {identity.givenName === null && (
        <TextField name="givenName" label={words('givenName')} autoComplete="given-name" required />
      )}
      {identity.birthDate === null && (
        <DateField name="birthDate" label={words('birthDate')} autoComplete="bday" required />
      )}
      <TextField
        name="email"
        label={words('email')}
        hint={t('emailHint')}
        type="email"
        autoComplete="email"
        {...(email && { defaultValue: email })}
        required
      />
      <TextField
        name="mobile"
        label={words('mobile')}
        hint={t('mobileHint')}
        type="tel"
        autoComplete="mobile tel"
        {...(mobile && { defaultValue: writePhone(mobile) })}
      />
    </Fieldset>
  );
}
