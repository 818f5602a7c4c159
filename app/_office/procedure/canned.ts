/** The ready sentences of a request for clarification; the catalogue has their words. */
export const cannedSentences = ['identita', 'isee', 'leggibile', 'nucleo', 'entrate'] as const;
