import { identityFaults } from '@/domain/identity/identity';

/** Why somebody does not get in with an identity; each is a page that says what to do. */
export const identityProblems = [...identityFaults, 'identity-mismatch', 'access-suspended'] as const;

export type IdentityProblem = (typeof identityProblems)[number];

export const problemPath = (problem: IdentityProblem): string => `/accedi/identita/problema/${problem}`;
