/** How a place in the waiting list ends: the fund reached, the application went its way, the programme was closed. */
export const waitingOutcomes = ['served', 'left', 'ended'] as const;

export type WaitingOutcome = (typeof waitingOutcomes)[number];
