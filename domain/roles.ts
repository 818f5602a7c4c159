/** Who acts: the audiences of the system, by the words the office uses. */
export const roles = [
  'cittadino',
  'operatore',
  'responsabile',
  'esercente',
  'cassiere',
  'supporto',
  'contactcenter',
  'intermediario',
  'amministratore',
] as const;

export type Role = (typeof roles)[number];

/** Who works in the office: examines, decides, has applications in charge. */
export const officeRoles = ['operatore', 'responsabile'] as const satisfies readonly Role[];

/** Who works for the Ente, on its side of the counter. */
export const staffRoles = [
  ...officeRoles,
  'supporto',
  'contactcenter',
  'amministratore',
] as const satisfies readonly Role[];

/** Who answers requests for help: the desk, then who answers for the office. */
export const deskRoles = ['supporto', 'responsabile'] as const satisfies readonly Role[];

/** Who compiles applications: their citizens, and who does it for them on the telephone or with a mandate. */
export const filingRoles = ['cittadino', 'contactcenter', 'intermediario'] as const satisfies readonly Role[];

/** Who belongs to a merchant: its manager, and who stands at the counter. */
export const merchantRoles = ['esercente', 'cassiere'] as const satisfies readonly Role[];

/**
 * How far somebody has proved who they are: `simplified` is the first part of a PIN alone, which came by SMS or mail
 * and nobody has compared with a document.
 */
export type AccessLevel = 'full' | 'simplified';

/**
 * The one who performs an act. `system` is a workflow acting on a term or a fact; a till key acts as `esercente`
 * with its till. Only what permissions need: no personal data.
 */
export type Actor =
  | { kind: 'system' }
  | { kind: 'user'; id: string; role: Role; merchantId: string | null; level?: 'simplified' }
  | { kind: 'till'; id: string; role: 'esercente'; merchantId: string; keyId?: string };

/** Whether nobody has compared who acts, or for whom an operator acts on the telephone, with more than half a PIN. */
export const isSimplified = (actor: Actor): boolean =>
  actor.kind === 'user' && (actor.level === 'simplified' || actor.role === 'contactcenter');

/** The key a till calls with; null for people, who have none. */
export const keyOf = (actor: Actor): string | null => (actor.kind === 'till' ? (actor.keyId ?? null) : null);

export const system: Actor = { kind: 'system' };

/** Who did something, as the rows of events have it where only people act by themselves. */
export const asRecorded = (actor: Actor) =>
  actor.kind === 'user'
    ? ({ actorKind: 'user', actorId: actor.id } as const)
    : ({ actorKind: 'system', actorId: null } as const);
