import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ownApplication } from '@/app/_citizen/own-application';
import { PrintButton } from '@/app/_citizen/PrintButton';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DateTime } from '@/app/_ui/DateTime';
import { PageHead } from '@/app/_ui/PageHead';
import { SummaryList } from '@/app/_ui/SummaryList';
import { isAsked, type ApplicationForm } from '@/domain/application/answers';
import {
  fields,
  fieldTable,
  memberFields,
  sections,
  type FieldName,
  type MemberField,
} from '@/domain/application/fields';
import { writeRegistration } from '@/domain/application/registration';
import { WrittenValue } from './WrittenValue';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('citizen.copy'))('title') };
}

/** "Domanda" (manual fig. 11): the application as it was sent and registered, to read and print. */
export default async function CopyPage({ params }: Props) {
  const { application, programme, registration } = await ownApplication((await params).id, '/domanda');
  const { form } = application;
  if (!form || !registration) notFound();
  const [t, tSections] = await Promise.all([getTranslations('citizen'), getTranslations('sections')]);
  const path = `/domande/${application.id}`;
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('list.title'), href: '/domande' },
          { label: programme.name, href: path },
        ]}
        current={t('copy.title')}
      />
      <PageHead title={t('copy.title')}>
        <p>{t('copy.lead')}</p>
      </PageHead>
      <SummaryList
        items={[
          { label: t('list.service'), value: programme.name },
          { label: t('sent.registration'), value: writeRegistration(registration) },
          { label: t('sent.registeredAt'), value: <DateTime at={registration.registeredAt} /> },
          {
            label: t('sent.requestedOn'),
            value: <DateTime at={registration.registeredAt} precision="day" />,
          },
        ]}
      />
      {sections.map((section) => {
        const names = (Object.keys(fields[section]) as FieldName[]).filter((name) =>
          isAsked(fieldTable[name], application.answers),
        );
        if (names.length === 0) return null;
        return (
          <section key={section} id={section === 'annualIncomes' ? 'contributi' : section}>
            <h2>{tSections(section)}</h2>
            <Answered names={names} form={form} />
            {section === 'household' && <Members form={form} />}
          </section>
        );
      })}
      <Actions>
        <PrintButton label={t('sent.print')} note={t('sent.printNote')} />
        <ButtonLink href={path} look="link">
          {t('sent.back')}
        </ButtonLink>
      </Actions>
    </>
  );
}

async function Answered({ names, form }: { names: FieldName[]; form: ApplicationForm }) {
  const t = await getTranslations('fields');
  const items = names.map((name) => ({
    label: t(`${name}.label`),
    value: <WrittenValue kind={fieldTable[name].kind} value={form.values[name]} />,
  }));
  return <SummaryList items={items} />;
}

async function Members({ form }: { form: ApplicationForm }) {
  const [t, tFields] = await Promise.all([
    getTranslations('citizen.copy'),
    getTranslations('fields.members'),
  ]);
  return (
    <>
      <h3>{t('members')}</h3>
      {form.members.length === 0 && <p>{t('alone')}</p>}
      {form.members.map((member, index) => (
        <SummaryList
          key={index}
          items={(Object.keys(memberFields) as MemberField[]).map((field) => ({
            label: tFields(`${field}.label`),
            value: <WrittenValue kind={memberFields[field].kind} value={member[field]} />,
          }))}
        />
      ))}
    </>
  );
}
