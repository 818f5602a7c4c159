import { uuid } from '@/app/api/v1/uuid';
import { database } from '@/app/_server/database';
import type { FieldError, FormState } from '@/app/_ui/form-state';
import { programmeFile } from '@/db/queries/programme-editor';
import type { Fields } from '@/domain/programme/editing/fields';
import { sectionOf } from '@/domain/programme/editing/sections';
import { fieldPage } from './paths';
import { editorWords } from './words';

/** Faults of a draft, each with the name of its field and the page where it stands. */
export async function onTheirPages(
  programmeId: string,
  fields: Fields,
  errors: readonly FieldError[],
): Promise<FieldError[]> {
  const words = await editorWords();
  return errors.map((error) =>
    sectionOf(error.field) === null
      ? error
      : {
          ...error,
          label: words.nameOf(error.field, fields),
          page: `${fieldPage(programmeId, error.field)}?da=riepilogo`,
        },
  );
}

/** What a form shows when an act on a draft was refused. */
export async function draftErrors(programmeId: string, state: FormState): Promise<FormState> {
  const file = await programmeFile(database(), uuid(programmeId));
  return { ...state, errors: await onTheirPages(programmeId, file?.draft?.fields ?? {}, state.errors) };
}
