import type { Instant } from '../calendar';

/** What a person may ask about their own data (GDPR artt. 15 and 20, 16, 17). */
export const ownDataKinds = ['export', 'rectification', 'erasure'] as const;
export type OwnDataKind = (typeof ownDataKinds)[number];

/** A copy is prepared, ready and gone again; anything else is decided, and an erasure carried out. */
export const ownDataStatuses = [
  'in preparazione',
  'pronta',
  'scaduta',
  'da decidere',
  'decisa',
  'eseguita',
] as const;
export type OwnDataStatus = (typeof ownDataStatuses)[number];

export const ownDataOutcomes = ['accolta', 'respinta'] as const;
export type OwnDataOutcome = (typeof ownDataOutcomes)[number];

/** What happens to a request. Those a person causes are told to its workflow. */
export type OwnDataEvent =
  | { kind: 'asked'; request: OwnDataKind; answerBy: Instant; warnAt: Instant }
  | { kind: 'extended'; answerBy: Instant; warnAt: Instant }
  | { kind: 'decided'; outcome: OwnDataOutcome }
  | { kind: 'ready' }
  | { kind: 'expired' }
  | { kind: 'performed' };

/** The state after an event; null where it may not happen. */
export function ownDataStatusAfter(status: OwnDataStatus | null, event: OwnDataEvent): OwnDataStatus | null {
  switch (event.kind) {
    case 'asked':
      return status !== null ? null : event.request === 'export' ? 'in preparazione' : 'da decidere';
    case 'extended':
      return status === 'da decidere' ? status : null;
    case 'decided':
      return status === 'da decidere' ? 'decisa' : null;
    case 'ready':
      return status === 'in preparazione' ? 'pronta' : null;
    case 'expired':
      return status === 'pronta' ? 'scaduta' : null;
    case 'performed':
      return status === 'decisa' ? 'eseguita' : null;
  }
}
