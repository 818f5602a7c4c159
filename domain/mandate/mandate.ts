/** Who files for others: centri di assistenza fiscale, patronati, other bodies the Ente has an agreement with. */
export const organisationKinds = ['caf', 'patronato', 'altro'] as const;

export type OrganisationKind = (typeof organisationKinds)[number];

/** How a mandate is proved: its paper is attached to each application, or the organisation declares that it keeps it. */
export const mandateProofs = ['allegata', 'dichiarata'] as const;

export type MandateProof = (typeof mandateProofs)[number];

/** Days are `YYYY-MM-DD`, both included. */
interface Mandate {
  validFrom: string;
  validUntil: string;
  endedAt: Date | null;
}

/** How a mandate stands on a civil day of the municipality. */
export function mandateState(
  { validFrom, validUntil, endedAt }: Mandate,
  today: string,
): 'future' | 'valid' | 'ended' {
  if (endedAt !== null || validUntil < today) return 'ended';
  return validFrom > today ? 'future' : 'valid';
}
