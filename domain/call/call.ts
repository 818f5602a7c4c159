/** What an operator does in a call: each is on record. */
export const callActs = [
  'began',
  'registered',
  'pin-sent',
  'pin-wrong',
  'verified',
  'opened',
  'resumed',
  'saved',
  'attached',
  'submitted',
  'closed',
] as const;

export type CallAct = (typeof callActs)[number];

/** How long a call may last before the PIN is verified and after, in minutes, and how many wrong PINs it bears. */
export const callLimits = { unverifiedMinutes: 15, verifiedMinutes: 60, wrongPins: 3 } as const;

/** `pending` waits for the PIN; in an `open` one the operator acts for the person; an `ended` one is of no use any more. */
export type CallState = 'pending' | 'open' | 'ended';

interface Call {
  verifiedAt: Date | null;
  endsAt: Date;
  closedAt: Date | null;
}

export function callState({ verifiedAt, endsAt, closedAt }: Call, now: Date): CallState {
  if (closedAt !== null || endsAt <= now) return 'ended';
  return verifiedAt === null ? 'pending' : 'open';
}
