import type { Refusal, RefusalCode } from '@/domain/refusal';

/** The HTTP status of each refusal; the codes are the API's contract. */
const statuses: Record<RefusalCode, number> = {
  'not-found': 404,
  forbidden: 403,
  invalid: 422,
  incomplete: 422,
  'not-editable': 409,
  'act-not-allowed': 409,
  'changed-meanwhile': 409,
  'notice-owed': 409,
  'request-closed': 409,
  'own-proposal': 403,
  'first-decider': 403,
  'review-closed': 409,
  'stale-version': 409,
  'wrong-offset': 409,
  'window-closed': 409,
  'household-already-applied': 409,
  'programme-closed': 409,
  'applications-undecided': 409,
  'fund-exhausted': 409,
  'allocation-committed': 409,
  'own-edit': 403,
  'draw-too-early': 409,
  'draw-made': 409,
  'draw-awaited': 409,
  'voucher-not-found': 404,
  'voucher-replaced': 404,
  'voucher-expired': 409,
  'voucher-blocked': 409,
  'voucher-revoked': 409,
  'insufficient-balance': 409,
  'hold-ended': 409,
  'merchant-suspended': 403,
  'void-window-closed': 409,
  'already-voided': 409,
  'note-fails-checks': 409,
  'note-not-payable': 409,
  'own-batch': 403,
  'outcomes-faulty': 409,
  'idempotency-key-reused': 422,
  'too-many-requests': 429,
  credentials: 401,
  'own-data-under-way': 409,
  'legal-hold': 409,
  'sign-in-slowed': 429,
  crowded: 503,
  'temporary-password-over': 403,
  'passkey-refused': 422,
  'last-second-factor': 409,
  'link-expired': 410,
  'identity-mismatch': 409,
  'access-suspended': 403,
  'pin-wrong': 401,
  'simplified-access': 403,
  'in-other-hands': 409,
  'taken-over': 409,
  'call-ended': 409,
  'mandate-ended': 409,
};

/** What is refused before any act is asked, and its HTTP status. */
const protocolStatuses = {
  unauthenticated: 401,
  'password-change-required': 403,
  'cross-origin': 403,
  'method-not-allowed': 405,
  'idempotency-key-required': 400,
  'malformed-address': 400,
  'malformed-json': 400,
  'unsupported-media-type': 415,
  'too-large': 413,
  'too-slow': 408,
  'upload-malformed': 400,
  'upload-version': 412,
  'file-unavailable': 503,
  'internal-error': 500,
  'database-away': 503,
} as const;

export type ProblemCode = RefusalCode | keyof typeof protocolStatuses;

/** The HTTP status of each code; both are the API's contract. */
export const problemStatuses: Record<ProblemCode, number> = { ...statuses, ...protocolStatuses };

/** What people are told about a problem by a machine. Their own pages speak their language. */
export const problemTitles: Record<ProblemCode, string> = {
  'not-found': 'There is nothing at this address, or it belongs to somebody else.',
  forbidden: 'Whoever calls may not do this.',
  invalid: 'The request is not valid.',
  incomplete: 'The application is not complete.',
  'not-editable': 'The application was sent or closed: it cannot be changed any more.',
  'act-not-allowed': 'Its present state does not allow this.',
  'changed-meanwhile': 'Something happened to it in the meantime.',
  'notice-owed': 'A rejection has to be announced first.',
  'request-closed': 'The time to answer is over, or the answer was given.',
  'own-proposal': 'Whoever proposed an approval may not sign it.',
  'first-decider': 'A review is decided by somebody else than the first decision.',
  'review-closed': 'The time to ask for a review is over.',
  'stale-version': 'The draft was changed in the meantime.',
  'wrong-offset': 'The part does not continue what has arrived of the file.',
  'window-closed': 'No applications are taken at this moment.',
  'household-already-applied': 'Somebody of the household is in another application of this programme.',
  'programme-closed': 'The programme is closed.',
  'applications-undecided': 'There are applications to decide first.',
  'fund-exhausted': 'The fund holds less than this amount.',
  'allocation-committed': 'What is promised already cannot be taken from the fund.',
  'own-edit': 'Whoever changed a draft last may not publish it.',
  'draw-too-early': 'Applications are still taken: the draw comes after the last closing.',
  'draw-made': 'The draw was made already, with another number.',
  'draw-awaited': 'Equals are drawn, and the draw has still to be made.',
  'voucher-not-found': 'There is no voucher with this code.',
  'voucher-replaced': 'This code was replaced; the holder has been sent a new one.',
  'voucher-expired': 'The voucher has expired.',
  'voucher-blocked': 'The voucher is blocked.',
  'voucher-revoked': 'The voucher was revoked.',
  'insufficient-balance': 'The voucher holds less than this amount.',
  'hold-ended': 'The hold was confirmed with another key, released, or its minutes are over.',
  'merchant-suspended': 'The merchant may not take vouchers at present.',
  'void-window-closed': 'The time to take this spend back is over.',
  'already-voided': 'This spend was taken back already.',
  'note-fails-checks': 'One of the checks of the note fails.',
  'note-not-payable': 'The note cannot be paid as it stands.',
  'own-batch': 'Who prepared a payment does not sign it.',
  'outcomes-faulty': 'Some rows of the file cannot be recorded; nothing was changed.',
  'idempotency-key-reused': 'This idempotency key was used with another request.',
  'too-many-requests': 'Too many calls in a short time. Wait, then go on with the same key.',
  credentials: 'The credentials are not right.',
  'own-data-under-way': 'A request of the same kind is still open.',
  'legal-hold': 'The data is needed for a legal claim.',
  'sign-in-slowed': 'Too many tries to sign in. Wait, then try again.',
  'temporary-password-over': 'The temporary password has expired or was used: recover the password.',
  'passkey-refused': 'The passkey was not accepted.',
  'last-second-factor': 'Whoever needs a second factor keeps one.',
  'link-expired': 'The link has expired or was used.',
  'identity-mismatch': 'This identity belongs to the access of somebody with another tax code.',
  'access-suspended': 'The access is suspended.',
  'pin-wrong': 'The PIN is not right.',
  'simplified-access': 'The first part of a PIN alone does not allow this.',
  'in-other-hands': 'Somebody else has a draft of this application in hand.',
  'taken-over': 'The citizen has taken the application over.',
  'call-ended': 'The call has ended.',
  'mandate-ended': 'The mandate is not valid any more.',
  unauthenticated: 'A till key or a session is needed.',
  'password-change-required': 'The password has to be changed first.',
  'cross-origin': 'A session is accepted from our own pages only.',
  'method-not-allowed': 'This address does not take this method.',
  'idempotency-key-required':
    'A call that changes something needs an Idempotency-Key: 1 to 200 visible ASCII characters, no blanks.',
  'malformed-address': 'The address cannot be decoded.',
  'malformed-json': 'The body is not JSON in UTF-8.',
  'unsupported-media-type': 'The body must be application/json, not compressed.',
  'too-large': 'The body is too large.',
  'too-slow': 'The body did not come in in time.',
  'upload-malformed': 'The headers of the upload are not right.',
  'upload-version': 'The upload must follow tus 1.0.0.',
  'file-unavailable': 'The file is safe, but cannot be opened at the moment. Try again in a minute.',
  'database-away': 'The service will be back shortly. Repeat the call with the same key.',
  crowded:
    'More people are here than can be served. Nothing was done; come again after the seconds of Retry-After.',
  'internal-error': 'Something went wrong here. Repeat the call with the same key.',
};

/** Answers that may hold personal data are kept by nobody on the way. */
export const privately = { 'Cache-Control': 'private, no-store' };

/**
 * A problem document (RFC 9457) with a stable `code`; each fault points at its field.
 *
 * @param headers besides those of every problem
 */
export function problem(
  code: ProblemCode,
  members: object = {},
  headers: Record<string, string> = {},
): Response {
  const status = problemStatuses[code];
  return Response.json(
    { type: 'about:blank', title: problemTitles[code], status, code, ...members },
    { status, headers: { ...headers, 'Content-Type': 'application/problem+json', ...privately } },
  );
}

/** The problem document of a refusal. */
export function refusalProblem(refusal: Refusal): Response {
  const { code, ...members } = refusal;
  if ('faults' in refusal) {
    const errors = refusal.faults.map((fault) => ({
      pointer: `#/${fault.field.replaceAll('.', '/')}`,
      field: fault.field,
      code: fault.code,
      ...(fault.params && { params: fault.params }),
    }));
    return problem(code, { errors });
  }
  return problem(
    code,
    members,
    'retryAfterSeconds' in refusal ? { 'Retry-After': String(refusal.retryAfterSeconds) } : {},
  );
}

/** PostgreSQL started again is there within seconds, and the next call finds it. */
const retryAfterSeconds = 2;

/** The problem document of a call that did not find the database: nothing was done. */
export const databaseAway = (): Response =>
  problem('database-away', {}, { 'Retry-After': String(retryAfterSeconds) });
