import { getTranslations } from 'next-intl/server';
import { TaskList } from '@/app/_ui/TaskList';
import type { ProgrammeFile } from '@/db/queries/programme-editor';
import { sectionState } from '@/domain/programme/editing/judge';
import { judgedNow } from './file';
import { sectionGroups, sectionPath } from './paths';

type Props = { file: ProgrammeFile; draft: NonNullable<ProgrammeFile['draft']> };

/** The sections of a draft with how far each is. */
export async function DraftTasks({ file, draft }: Props) {
  const t = await getTranslations('editor');
  const { faults } = judgedNow(file, draft);
  return (
    <TaskList
      groups={Object.entries(sectionGroups).map(([key, group]) => ({
        key,
        name: t(`groups.${key as keyof typeof sectionGroups}`),
        tasks: group.map((section) => ({
          key: section,
          name: t(`sections.${section}`),
          state: sectionState(section, draft.fields, faults),
          href: sectionPath(file.programme.id, section),
        })),
      }))}
    />
  );
}
