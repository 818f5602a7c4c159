import type { ApplicationEventKind } from './events';

/** Where the office stands with a presented application. */
export const phases = [
  'da istruire',
  'in istruttoria',
  'integrazione richiesta',
  'preavviso di rigetto',
  'alla firma',
  "in lista d'attesa",
] as const;

export type Phase = (typeof phases)[number];

/** Accepted on the merits, and waiting for money. */
export const waitingPhase = "in lista d'attesa" satisfies Phase;

/** The phases in which the office works on the merits: nobody else is waited for. */
const working: readonly Phase[] = ['da istruire', 'in istruttoria'];
/** The phases in which the citizen is waited for. */
const asking: readonly Phase[] = ['integrazione richiesta', 'preavviso di rigetto'];

/** Whether it is the citizen's turn. */
export const awaitsCitizen = (phase: Phase | null): boolean => phase !== null && asking.includes(phase);

/**
 * The phases an event may follow in, where not in all of them, and the phase it leads to. What is not here leaves the
 * phase as it is, or ends it with the state.
 */
const moves: Partial<Record<ApplicationEventKind, { in?: readonly Phase[]; to?: Phase }>> = {
  submitted: { to: 'da istruire' },
  'review-requested': { to: 'da istruire' },
  'put-back': { in: ['in istruttoria'], to: 'da istruire' },
  'clarification-requested': { in: working, to: 'integrazione richiesta' },
  'rejection-announced': { in: working, to: 'preavviso di rigetto' },
  'citizen-answered': { in: asking, to: 'in istruttoria' },
  'answer-lapsed': { in: asking, to: 'in istruttoria' },
  'approval-proposed': { in: [...working, ...asking], to: 'alla firma' },
  'proposal-returned': { in: ['alla firma'], to: 'in istruttoria' },
  'wait-listed': { to: "in lista d'attesa" },
  rejected: { in: [...working, "in lista d'attesa"] },
};

/** Whether an event may follow in a phase, as far as the phase has a say. */
export const mayFollowIn = (phase: Phase | null, event: ApplicationEventKind): boolean => {
  const places = moves[event]?.in;
  return places === undefined || (phase !== null && places.includes(phase));
};

/** The events that end the phase together with the state `presentata`. */
const endings: readonly ApplicationEventKind[] = ['approved', 'rejected', 'withdrawn', 'annulled'];

/** The phase after an event; null outside the state `presentata`. */
export function phaseAfter(phase: Phase | null, event: ApplicationEventKind): Phase | null {
  if (endings.includes(event)) return null;
  if (event === 'taken-in-charge') return phase === 'da istruire' ? 'in istruttoria' : phase;
  return moves[event]?.to ?? phase;
}
