import { getTranslations } from 'next-intl/server';
import { minuteOf } from '@/app/_citizen/moments';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { Questions } from '@/app/_ui/Questions';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TaskList, type Task } from '@/app/_ui/TaskList';
import type { ApplicationFile } from '@/db/queries/application-file';
import { isAsked, readAnswers, type Answers } from '@/domain/application/answers';
import { fields, fieldTable, sections, type FieldSpec, type Section } from '@/domain/application/fields';
import { questionsOn } from '@/domain/application/questions';
import { civilDate } from '@/domain/calendar';
import { placeNames } from '@/domain/places';
import type { ProgrammeRules } from '@/domain/programme/rules';
import { nextWindow, openWindow } from '@/domain/programme/terms';
import { discardDraft } from './actions';
import { DraftForm } from './DraftForm';

type Props = { file: ApplicationFile; landed: 'saved' | 'household' | null };

/** An application still in the hands of the citizen. */
export async function Draft({ file: { application, programme, rules }, landed }: Props) {
  const [t, places] = await Promise.all([getTranslations('citizen'), placeNames()]);
  const questions = questionsOn(application.answers, places, civilDate(new Date()));
  return (
    <>
      <Breadcrumb items={[{ label: t('list.title'), href: '/domande' }]} current={programme.name} />
      <PageHead title={programme.name}>
        <p>
          <StatusBadge status={application.status} />
        </p>
        <p>
          {t('draft.lead')} <WhenToSend rules={rules} />
        </p>
      </PageHead>
      <SectionOverview answers={application.answers} />
      <Questions to="citizen" questions={questions} />
      <DraftForm
        applicationId={application.id}
        answers={application.answers}
        version={application.answersVersion}
        savedAt={application.savedAt}
        landed={landed}
      />
      <Discard applicationId={application.id} />
    </>
  );
}

async function WhenToSend({ rules }: { rules: ProgrammeRules }) {
  const t = await getTranslations('citizen.draft');
  const now = new Date();
  const open = openWindow(rules, 'cittadino', now);
  if (open) return <strong>{t('until', { moment: minuteOf(open.closesAt) })}</strong>;
  const next = nextWindow(rules, 'cittadino', now);
  return <strong>{next ? t('notYet', { moment: minuteOf(next.opensAt) }) : t('windowClosed')}</strong>;
}

/** The sections with how far each is (criterion C.SE.1.8), each a way to it. */
async function SectionOverview({ answers }: { answers: Answers }) {
  const [t, tSections] = await Promise.all([getTranslations('citizen.draft'), getTranslations('sections')]);
  const { faults } = readAnswers(answers, civilDate(new Date()));
  const belongs = (section: Section, name: string): boolean =>
    Object.hasOwn(fields[section], name) || (section === 'household' && name.startsWith('members.'));
  const due = sections.filter(
    (section) => section !== 'sustenance' || isAsked(fieldTable['sustenance.amount'], answers),
  );
  const tasks = due.map((section): Task => {
    const begun = Object.keys(answers).some((name) => belongs(section, name));
    const faulty = faults.some(({ field }) => belongs(section, field));
    return {
      key: section,
      name: tSections(section),
      state: begun && !faulty ? 'done' : 'todo',
      href: `#sezione-${section}`,
      ...(isOptional(section) && { hint: t('optional') }),
    };
  });
  return (
    <details className="fold">
      <summary>{t('sections')}</summary>
      <TaskList tasks={tasks} />
    </details>
  );
}

const isOptional = (section: Section): boolean =>
  Object.values<FieldSpec>(fields[section]).every(({ required, when }) => !required || when !== undefined);

async function Discard({ applicationId }: { applicationId: string }) {
  const t = await getTranslations('citizen.draft');
  return (
    <details className="fold">
      <summary>{t('discardQuestion')}</summary>
      <p>{t('discardText')}</p>
      <Form action={discardDraft} id="elimina">
        <input type="hidden" name="application" value={applicationId} />
        <SubmitButton look="danger" icon="delete">
          {t('discard')}
        </SubmitButton>
      </Form>
    </details>
  );
}
