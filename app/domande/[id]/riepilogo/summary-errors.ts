import { getTranslations } from 'next-intl/server';
import { errorsOf } from '@/app/_server/form-action';
import type { FieldError } from '@/app/_ui/form-state';
import { documentKinds } from '@/domain/attachment/kinds';
import type { FieldFault } from '@/domain/refusal';
import { fieldLabels } from '../_draft/field-labels';
import { fromSummary, sectionOf, stepPath } from '../_draft/steps';

/** What keeps an application from being sent, each with the name of its field and the page where it stands. */
export async function summaryErrors(applicationId: string, faults: FieldFault[]): Promise<FieldError[]> {
  const [labelOf, tKinds, errors] = await Promise.all([
    fieldLabels(),
    getTranslations('attachments.kinds'),
    errorsOf({ code: 'incomplete', faults }),
  ]);
  return errors.map((error) => {
    const kind = documentKinds.find((each) => error.field === `attachments.${each}`);
    const label = kind ? tKinds(kind) : labelOf(error.field);
    const page = stepPath(applicationId, kind ? 'attachments' : sectionOf(error.field));
    return { ...error, ...(label !== undefined && { label }), page: `${page}${fromSummary}` };
  });
}
