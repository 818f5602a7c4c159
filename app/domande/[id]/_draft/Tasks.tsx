import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { TaskList, type Task } from '@/app/_ui/TaskList';
import { attachmentsOn, type AttachmentRow } from '@/db/queries/attachments';
import type { ApplicationFile } from '@/db/queries/application-file';
import { sectionStates, type SectionState } from '@/domain/application/progress';
import { countsAsAttached } from '@/domain/attachment/status';
import { civilDate } from '@/domain/calendar';
import { missingDocuments } from '@/domain/programme/documents';
import type { ProgrammeRules } from '@/domain/programme/rules';
import { groups, stepPath, type Step } from './steps';

/** The sections under the manual's headings (§ 2), with how far each is (criterion C.SE.1.8). */
export async function Tasks({ file: { application, rules } }: { file: ApplicationFile }) {
  const { id, answers } = application;
  const [t, tSections, attached] = await Promise.all([
    getTranslations('citizen.tasks'),
    getTranslations('sections'),
    attachmentsOn(database(), id),
  ]);
  const states = {
    ...sectionStates(answers, civilDate(new Date())),
    attachments: attachmentState(rules, attached),
  };
  const task = (step: Step): Task => ({
    key: step,
    name: tSections(step),
    state: states[step],
    href: stepPath(id, step),
    ...(states[step] === 'unavailable' && { hint: t('sustenanceWhen') }),
  });
  return (
    <TaskList
      groups={Object.entries(groups).map(([key, steps]) => ({
        key,
        name: t(`groups.${key as keyof typeof groups}`),
        tasks: steps.map(task),
      }))}
    />
  );
}

function attachmentState(rules: ProgrammeRules, rows: readonly AttachmentRow[]): SectionState {
  if (rows.some(({ status }) => status === 'rifiutato')) return 'problem';
  const kinds = rows.filter(({ status }) => countsAsAttached(status)).map(({ kind }) => kind);
  if (missingDocuments(rules, kinds).length > 0) return 'todo';
  return kinds.length > 0 ? 'done' : 'optional';
}
