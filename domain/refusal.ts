/** Something wrong with one field. `code` names the sentence in the catalogue, `params` fill it. */
export interface FieldFault {
  /** Name of the field as in the form, e.g. `beneficiary.fiscalCode`. */
  field: string;
  code: string;
  params?: Record<string, string | number>;
}

/**
 * Why an act did not happen. Codes are stable: they are the `code` of the HTTP problem documents and the keys of
 * the sentences shown to people.
 */
export type Refusal =
  | { code: 'not-found' }
  | { code: 'forbidden' }
  | { code: 'invalid'; faults: FieldFault[] }
  | { code: 'incomplete'; faults: FieldFault[] }
  | { code: 'not-editable' }
  | { code: 'act-not-allowed' }
  /** Something happened since the page was drawn: `seen` is the number of the last event it showed. */
  | { code: 'changed-meanwhile'; seen: number }
  | { code: 'notice-owed' }
  | { code: 'request-closed' }
  | { code: 'own-proposal' }
  | { code: 'first-decider' }
  | { code: 'review-closed' }
  | { code: 'stale-version'; version: number }
  | { code: 'wrong-offset'; offset: number }
  | { code: 'window-closed' }
  | { code: 'household-already-applied' }
  | { code: 'programme-closed' }
  | { code: 'applications-undecided'; count: number }
  | { code: 'fund-exhausted'; availableCents: number }
  | { code: 'allocation-committed'; availableCents: number; leastCents: number }
  | { code: 'own-edit' }
  /** Somebody can still send an application: the number could not have been drawn after the last. */
  | { code: 'draw-too-early' }
  /** It was made, with another number. */
  | { code: 'draw-made' }
  /** Nobody can tell equals apart yet. */
  | { code: 'draw-awaited' }
  | { code: 'voucher-not-found' }
  | { code: 'voucher-replaced' }
  | { code: 'voucher-expired' }
  | { code: 'voucher-blocked' }
  | { code: 'voucher-revoked' }
  /** `balanceCents`: what can be spent just now, without what is set aside for other tills. */
  | { code: 'insufficient-balance'; balanceCents: number }
  | { code: 'hold-ended' }
  | { code: 'merchant-suspended' }
  | { code: 'void-window-closed' }
  | { code: 'already-voided' }
  | { code: 'note-fails-checks' }
  | { code: 'note-not-payable'; note: string }
  | { code: 'own-batch' }
  | { code: 'outcomes-faulty'; count: number }
  | { code: 'idempotency-key-reused' }
  | { code: 'too-many-requests'; retryAfterSeconds: number }
  | { code: 'credentials' }
  | { code: 'own-data-under-way' }
  | { code: 'legal-hold' }
  | { code: 'sign-in-slowed'; retryAfterSeconds: number }
  /** More people are here than can be served: nothing was done. */
  | { code: 'crowded'; retryAfterSeconds: number }
  | { code: 'temporary-password-over' }
  | { code: 'passkey-refused' }
  | { code: 'last-second-factor' }
  | { code: 'link-expired' }
  /** The identity is linked to an access of somebody with another tax code. */
  | { code: 'identity-mismatch' }
  | { code: 'access-suspended' }
  /** Wrong, of nobody, ended: which of them is not told. */
  | { code: 'pin-wrong' }
  /** More than the first part of a PIN is needed. */
  | { code: 'simplified-access' }
  /** Somebody else is compiling this draft, or has one of the same programme. */
  | { code: 'in-other-hands' }
  | { code: 'taken-over' }
  | { code: 'call-ended' }
  | { code: 'mandate-ended' };

export type RefusalCode = Refusal['code'];

/** The refusal of an input by one field. */
export const invalid = (field: string, code: string, params?: FieldFault['params']): Refusal => ({
  code: 'invalid',
  faults: [params ? { field, code, params } : { field, code }],
});
