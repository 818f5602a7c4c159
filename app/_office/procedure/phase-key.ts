import type { Phase } from '@/domain/application/phase';

/** The words of each phase in the catalogue. */
export const phaseKey = {
  'da istruire': 'toDo',
  'in istruttoria': 'working',
  'integrazione richiesta': 'clarification',
  'preavviso di rigetto': 'notice',
  'alla firma': 'signature',
  "in lista d'attesa": 'waiting',
} as const satisfies Record<Phase, string>;
