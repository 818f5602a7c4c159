/** A programme is written (bozza), open to applications by its windows (attivo), and in the end closed for good. */
export const programmeStatuses = ['bozza', 'attivo', 'chiuso'] as const;

export type ProgrammeStatus = (typeof programmeStatuses)[number];

/** A draft is being written, or waits for the second person who publishes it. */
export const draftStates = ['in modifica', 'alla firma'] as const;

export type DraftState = (typeof draftStates)[number];
