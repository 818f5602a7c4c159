import type { Answers } from '@/domain/application/answers';
import type { Reply } from './keeping';

/** No answer after this long counts as none, in milliseconds. */
const patience = 15_000;

/** Browsers send at most 64 KiB for a page that is going away. */
const farewellLimit = 16_000;

/** The codes of a field that another place has changed, or emptied. */
const elsewhere = new Set(['edited-elsewhere', 'emptied-elsewhere']);

/** The codes of a draft that is in somebody else's hands, or no more in one's own. */
const inOtherHands = new Set(['in-other-hands', 'taken-over', 'call-ended', 'mandate-ended']);

interface Problem {
  code?: string;
  errors?: { field?: string; code: string; params?: { theirs?: string } }[];
}

/** Asks the server to save a part of a draft. */
export async function sendPart(
  applicationId: string,
  part: { base: Answers; answers: Answers },
): Promise<Reply> {
  const body = JSON.stringify(part);
  try {
    const response = await fetch(`/api/v1/applications/${applicationId}/answers`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': newKey() },
      body,
      keepalive: body.length < farewellLimit,
      ...('timeout' in AbortSignal && { signal: AbortSignal.timeout(patience) }),
    });
    return await replyOf(response);
  } catch {
    return { kind: 'failed' };
  }
}

/** Random enough to be nobody else's; `crypto.randomUUID` is missing on plain HTTP. */
const newKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

async function replyOf(response: Response): Promise<Reply> {
  switch (response.status) {
    case 200: {
      const { version, savedAt } = (await response.json()) as { version: number; savedAt: string };
      return { kind: 'saved', version, savedAt };
    }
    case 401:
      return { kind: 'expired' };
    case 404:
      return { kind: 'gone' };
    case 409: {
      const { code = '' } = (await response.json()) as Problem;
      return { kind: inOtherHands.has(code) ? 'outOfHands' : 'sent' };
    }
    case 413:
      return { kind: 'refused', fields: [] };
    case 422:
      return faultsOf((await response.json()) as Problem);
    default:
      return { kind: 'failed', wait: 1000 * (Number(response.headers.get('Retry-After')) || 0) };
  }
}

function faultsOf({ errors = [] }: Problem): Reply {
  const disputes = errors
    .filter(({ code }) => elsewhere.has(code))
    .map(({ field = '', params }) => ({ field, theirs: params?.theirs ?? '' }));
  if (disputes.length > 0) return { kind: 'disputed', disputes };
  return { kind: 'refused', fields: errors.map(({ field = '' }) => field) };
}
