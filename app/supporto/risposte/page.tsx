import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { TextField } from '@/app/_ui/TextField';
import { cannedAnswersOf } from '@/db/queries/tickets/desk';
import { deskRoles } from '@/domain/roles';
import { keepCannedAnswer } from '../actions';

type Answer = { id: string; version: number; title: string; body: string; active: boolean };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help.desk'))('cannedPage.title') };
}

/** The answers the desk gives often, for who gives them to write. */
export default async function CannedAnswersPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/supporto/risposte', ...deskRoles);
  const [t, tHelp, query, answers] = await Promise.all([
    getTranslations('help.desk.cannedPage'),
    getTranslations('help'),
    searchParams,
    cannedAnswersOf(database(), { all: true }),
  ]);
  return (
    <>
      <Breadcrumb items={[{ label: tHelp('queue.title'), href: '/supporto' }]} current={t('title')} />
      {valueOf(query, 'fatto') === 'salvata' && <Callout tone="success" role="status" title={t('saved')} />}
      <PageHead title={t('title')}>
        <p>{t('lead', { open: '{', close: '}' })}</p>
      </PageHead>
      {answers.map((answer) => (
        <details key={answer.id} className="canned-answer">
          <summary>
            {answer.title}
            {!answer.active && ` (${t('away')})`}
          </summary>
          <AnswerForm answer={answer} />
        </details>
      ))}
      <section aria-labelledby="nuova">
        <h2 id="nuova">{t('new')}</h2>
        <AnswerForm answer={{ id: newId(), version: 0, title: '', body: '', active: true }} />
      </section>
    </>
  );
}

async function AnswerForm({ answer: { id, version, title, body, active } }: { answer: Answer }) {
  const t = await getTranslations('help.desk.cannedPage');
  return (
    <Form
      action={keepCannedAnswer}
      id={version === 0 ? 'nuova-risposta' : `r-${id}`}
      aria-label={title || t('new')}
    >
      <HiddenField name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <TextField name="title" label={t('name')} defaultValue={title} maxLength={100} required />
      <TextArea name="text" label={t('text')} defaultValue={body} rows={8} required />
      <CheckboxField name="active" label={t('active')} defaultChecked={active} />
      <SubmitButton>{t('save')}</SubmitButton>
    </Form>
  );
}
