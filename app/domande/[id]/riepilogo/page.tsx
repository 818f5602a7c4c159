import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { Turning } from '@/app/_windows/Turning';
import { ownApplication } from '@/app/_citizen/own-application';
import { listCrumb } from '@/app/_citizen/list-crumb';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { Form } from '@/app/_ui/Form';
import { emptyFormState } from '@/app/_ui/form-state';
import { PageHead } from '@/app/_ui/PageHead';
import { Questions } from '@/app/_ui/Questions';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { ApplicationFile } from '@/db/queries/application-file';
import { databaseNow } from '@/db/queries/clock';
import { attachmentsOn } from '@/db/queries/attachments';
import { readAnswers, ticked } from '@/domain/application/answers';
import { questionsOn } from '@/domain/application/questions';
import { countsAsAttached } from '@/domain/attachment/status';
import { civilDate } from '@/domain/calendar';
import { placeNames } from '@/domain/places';
import { missingDeclarations } from '@/domain/programme/declarations';
import { missingDocuments } from '@/domain/programme/documents';
import type { Channel } from '@/domain/programme/rules';
import { openWindow } from '@/domain/programme/terms';
import { ente } from '@/ente';
import { draftPath, fieldPath, fromSummary, stepPath } from '../_draft/steps';
import { WhenToSend } from '../_draft/WhenToSend';
import { WrittenSections } from '../_summary/WrittenSections';
import { send } from './actions';
import { Attached } from './Attached';
import { summaryErrors } from './summary-errors';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { programme } = await ownApplication((await params).id, '/riepilogo');
  return { title: `${(await getTranslations('citizen.summary'))('title')} · ${programme.name}` };
}

/** "Riepilogo" (criterion C.SE.1.4): all that is about to be sent, as text, each part with the way to change it. */
export default async function SummaryPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const file = await ownApplication(id, '/riepilogo');
  if (file.application.status !== 'bozza') redirect(draftPath(id));
  const t = await getTranslations('citizen');
  return (
    <>
      <Breadcrumb
        items={[await listCrumb(file.application), { label: file.programme.name, href: draftPath(id) }]}
        current={t('summary.title')}
      />
      <PageHead title={t('summary.title')}>
        <p>{t('summary.lead')}</p>
      </PageHead>
      {query.cambiata !== undefined && (
        <Callout tone="warning" title={t('summary.changed')} role="status">
          <p>{t('summary.changedText')}</p>
        </Callout>
      )}
      <Summary file={file} />
    </>
  );
}

async function Summary({ file: { application, rules } }: { file: ApplicationFile }) {
  const { id, answers, answersVersion, channel } = application;
  const today = civilDate(new Date());
  const [attached, now] = await Promise.all([attachmentsOn(database(), id), databaseNow(database())]);
  const { form, faults } = readAnswers(answers, today);
  const kinds = attached.filter(({ status }) => countsAsAttached(status)).map(({ kind }) => kind);
  const missing = missingDocuments(rules, kinds).map((kind) => ({
    field: `attachments.${kind}`,
    code: 'document-missing',
  }));
  const errors = await summaryErrors(id, [...faults, ...missingDeclarations(rules, form), ...missing]);
  return (
    <Form action={send} initialState={{ ...emptyFormState, errors }}>
      <input type="hidden" name="application" value={id} />
      <input type="hidden" name="version" value={answersVersion} />
      <Questions
        questions={questionsOn(answers, placeNames(), today, ente.municipality)}
        hrefOf={(field) => fieldPath(id, field, fromSummary)}
      />
      <WrittenSections
        answers={answers}
        form={form}
        problems={new Map(errors.map(({ field, message }) => [field, message]))}
        editHref={(section) => `${stepPath(id, section)}${fromSummary}`}
      />
      <Attached
        applicationId={id}
        rows={attached}
        editHref={`${stepPath(id, 'attachments')}${fromSummary}`}
      />
      <Turning rules={rules} channel={channel} now={now} reloads>
        {(at, countdown) => <Send rules={rules} channel={channel} at={at} countdown={countdown} />}
      </Turning>
      <ButtonLink href={draftPath(id)} look="link">
        <All />
      </ButtonLink>
    </Form>
  );
}

async function All() {
  return (await getTranslations('citizen.section'))('all');
}

type SendProps = { rules: ApplicationFile['rules']; channel: Channel; at: Date; countdown: ReactNode };

/** The declaration and the button; while nothing can be sent, when it can. */
async function Send({ rules, channel, at, countdown }: SendProps) {
  const t = await getTranslations('citizen.summary');
  const when = <WhenToSend rules={rules} channel={channel} at={at} countdown={countdown} />;
  if (!openWindow(rules, channel, at)) {
    return (
      <Callout tone="warning" title={t('notNow')}>
        <p>{when}</p>
      </Callout>
    );
  }
  return (
    <>
      <h2 className="send-title">{t('sendTitle')}</h2>
      <p>{t('declaration')}</p>
      <p>{t('sendNote')}</p>
      <p>{when}</p>
      {channel === 'contact-center' && <ReadBack />}
      <Actions>
        <SubmitButton>{t('send')}</SubmitButton>
      </Actions>
    </>
  );
}

/** On the telephone the citizen cannot read what is sent: it is read to them, and they say that it is right. */
async function ReadBack() {
  const t = await getTranslations('filing');
  return (
    <CheckboxField name="readBack" label={t('readBack')} hint={t('readBackHint')} value={ticked} required />
  );
}
