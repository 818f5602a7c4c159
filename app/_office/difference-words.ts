import { getTranslations } from 'next-intl/server';
import { formatEuro } from '@/domain/money';
import type { Difference } from '@/domain/register/differences';

/** `1967-01-12` as people write it. */
const dayOf = (civil: string): string => civil.split('-').reverse().join('/');

/** How a difference between what was declared and what a register says is said. */
export async function differenceWords() {
  const t = await getTranslations('evidence.office.differences');
  return (difference: Difference): string => {
    switch (difference.kind) {
      case 'not-registered':
      case 'not-declared':
      case 'elsewhere':
        return t(difference.kind, { ...difference });
      case 'birth-date': {
        const { kind, name, declared, registered } = difference;
        return t(kind, { name, declared: dayOf(declared), registered: dayOf(registered) });
      }
      case 'isee-value': {
        const { kind, declared, registered } = difference;
        return t(kind, { declared: formatEuro(declared), registered: formatEuro(registered) });
      }
      case 'isee-undeclared':
        return t(difference.kind, { registered: formatEuro(difference.registered) });
      case 'isee-flagged':
        return t(difference.kind);
    }
  };
}
