import { getTranslations } from 'next-intl/server';
import type { Section } from '@/domain/application/fields';
import type { Declaration } from '@/domain/control/check';

/** What each declaration that is controlled is called on the form. */
export async function declarationWords(): Promise<(declaration: Declaration) => string> {
  const [tSections, tFields] = await Promise.all([getTranslations('sections'), getTranslations('fields')]);
  return (declaration) => (isBox(declaration) ? tFields(`${declaration}.label`) : tSections(declaration));
}

/** Whether a declaration is a box of the form; the others are whole sections. */
export const isBox = (declaration: Declaration): declaration is Exclude<Declaration, Section> =>
  declaration.startsWith('declarations.');
