import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { checkOf } from '@/db/queries/control/checks';
import type { Declaration } from '@/domain/control/check';
import { declarationWords } from './declaration-words';

/**
 * The reason of a revocation as a closed control gives it, to be read over and changed by who revokes. Undefined
 * where nothing differs.
 */
export async function revocationReason(applicationId: string): Promise<string | undefined> {
  const check = await checkOf(database(), applicationId);
  const different = check?.outcomes.filter(({ outcome }) => outcome === 'difforme') ?? [];
  if (!check?.closedAt || different.length === 0) return undefined;
  const [t, words] = await Promise.all([getTranslations('samples.follows'), declarationWords()]);
  const declarations = different.map(({ declaration }) => words(declaration as Declaration)).join('; ');
  return t('reason', { declarations }).slice(0, 1_000);
}
