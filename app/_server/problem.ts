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
  'voucher-not-found': 404,
  'voucher-replaced': 404,
  'voucher-expired': 409,
  'voucher-blocked': 409,
  'voucher-revoked': 409,
  'insufficient-balance': 409,
  'merchant-suspended': 403,
  'void-window-closed': 409,
  'already-voided': 409,
  'idempotency-key-reused': 422,
  'too-many-requests': 429,
  credentials: 401,
  'link-expired': 410,
};

/** What people are told about a refusal by a machine. Their own pages speak their language. */
const titles: Partial<Record<RefusalCode, string>> = {
  incomplete: 'The application is not complete.',
  invalid: 'The request is not valid.',
  'insufficient-balance': 'The voucher holds less than this amount.',
  'voucher-not-found': 'There is no voucher with this code.',
  'voucher-replaced': 'This code was replaced; the holder has been sent a new one.',
  'idempotency-key-reused': 'This idempotency key was used with another request.',
  'stale-version': 'The draft was changed in the meantime.',
};

/** Answers that may hold personal data are kept by nobody on the way. */
export const privately = { 'Cache-Control': 'private, no-store' };

/** A problem document (RFC 9457) with a stable `code`; each fault points at its field. */
export function problem(status: number, code: string, members: object = {}): Response {
  const title = titles[code as RefusalCode] ?? code.replaceAll('-', ' ');
  return Response.json(
    { type: 'about:blank', title, status, code, ...members },
    { status, headers: { 'Content-Type': 'application/problem+json', ...privately } },
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
    return problem(statuses[code], code, { errors });
  }
  return problem(statuses[code], code, members);
}
