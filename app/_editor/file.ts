import { notFound } from 'next/navigation';
import { cache } from 'react';
import { uuid } from '@/app/api/v1/uuid';
import { database } from '@/app/_server/database';
import { requireUser, type SessionUser } from '@/app/_server/session';
import { programmeFile, type ProgrammeFile } from '@/db/queries/programme-editor';
import { civilDate } from '@/domain/calendar';
import { judgeDraft, type JudgedDraft } from '@/domain/programme/editing/judge';
import { editorRoles } from './paths';

type Draft = NonNullable<ProgrammeFile['draft']>;

/** A programme for somebody of the office; to others it does not exist. */
export const officeProgramme = cache(
  async (id: string, path: string): Promise<ProgrammeFile & { user: SessionUser }> => {
    const user = await requireUser(path, ...editorRoles);
    const file = await programmeFile(database(), uuid(id));
    return file ? { ...file, user } : notFound();
  },
);

/** A programme that has a draft, with its draft as judged now. */
export async function officeDraft(
  id: string,
  path: string,
): Promise<ProgrammeFile & { user: SessionUser; draft: Draft; judged: JudgedDraft }> {
  const file = await officeProgramme(id, path);
  const { draft } = file;
  return draft ? { ...file, draft, judged: judgedNow(file, draft) } : notFound();
}

/** A draft as it would be judged if it were published now. */
export const judgedNow = ({ now, versions }: ProgrammeFile, { fields }: Draft): JudgedDraft =>
  judgeDraft(fields, { now, today: civilDate(now), published: versions.length > 0 });
