import type { Phase } from '@/domain/application/phase';

/** The key of each phase's words in `worklist.phases`. */
export const phaseWord = {
  'da istruire': 'toExamine',
  'in istruttoria': 'examined',
  'integrazione richiesta': 'asked',
  'preavviso di rigetto': 'announced',
  'alla firma': 'toSign',
  "in lista d'attesa": 'waiting',
} as const satisfies Record<Phase, string>;
