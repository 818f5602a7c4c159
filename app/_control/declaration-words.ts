import { getTranslations } from 'next-intl/server';
import { isBox, type Declaration } from '@/domain/control/check';

/** What each declaration that is controlled is called on the form. */
export async function declarationWords(): Promise<(declaration: Declaration) => string> {
  const [tSections, tFields] = await Promise.all([getTranslations('sections'), getTranslations('fields')]);
  return (declaration) => (isBox(declaration) ? tFields(`${declaration}.label`) : tSections(declaration));
}
