/** Who acts: the audiences of the system, by the words the office uses. */
export const roles = [
  'cittadino',
  'operatore',
  'responsabile',
  'esercente',
  'cassiere',
  'supporto',
  'contactcenter',
  'amministratore',
] as const;

export type Role = (typeof roles)[number];

/** Who works in the office: examines, decides, has applications in charge. */
export const officeRoles = ['operatore', 'responsabile'] as const satisfies readonly Role[];

/** Who answers requests for help: the desk, then who answers for the office. */
export const deskRoles = ['supporto', 'responsabile'] as const satisfies readonly Role[];

/** Who belongs to a merchant: its manager, and who stands at the counter. */
export const merchantRoles = ['esercente', 'cassiere'] as const satisfies readonly Role[];

/**
 * The one who performs an act. `system` is a workflow acting on a term or a fact; a till key acts as `esercente`
 * with its till. Only what permissions need: no personal data.
 */
export type Actor =
  | { kind: 'system' }
  | { kind: 'user'; id: string; role: Role; merchantId: string | null }
  | { kind: 'till'; id: string; role: 'esercente'; merchantId: string };

export const system: Actor = { kind: 'system' };
