import { after, type Term } from './calendar';
import type { FailureReason } from './delivery';
import type { MessageKind } from './messages';
import { applicationNotices, settlementNotices, ticketNotices } from './notices';

/** What can be done about a message that did not arrive. Whoever followed it up in another way says how. */
export type Remedy =
  /** The same words to the same place. */
  | 'again'
  /** It holds a code, a password or a link that may no longer be good: a new one is sent by its own act. */
  | 'anew'
  /** The place does not exist or takes nothing more from us: the person is told in another way. */
  | 'another-way'
  /** What it says has an hour, and may be untrue by now. */
  | 'too-late';

/** These carry what has a life of its own, which the act that made it renews. */
const sentAnew: ReadonlySet<MessageKind> = new Set([
  'credentials',
  'password-recovery',
  'pin-first-part',
  'pin-first-part-sms',
  'merchant-accepted',
  'voucher-code',
  'voucher-code-again',
  'voucher-code-new',
  'voucher-expiring',
  'voucher-extended',
]);

/** Reminders of a day, which passes. */
const ofAnHour: ReadonlySet<MessageKind> = new Set([
  'draft-reminder',
  'decision-warning',
  'answer-lapsing',
  'ticket-waiting',
  'ticket-closing-soon',
  'ticket-at-risk',
]);

/** How long the words of a message stay true enough to be sent again. */
export const repeatableFor: Term = 'P14D';

interface Failed {
  kind: MessageKind;
  failure: FailureReason;
  createdAt: Date;
}

/** What is left to do about a message that did not arrive. */
export function remedyFor({ kind, failure, createdAt }: Failed, now: Date): Remedy {
  if (sentAnew.has(kind)) return 'anew';
  if (ofAnHour.has(kind) || after(createdAt, repeatableFor) <= now) return 'too-late';
  return failure === 'unknown-recipient' || failure === 'unsubscribed' ? 'another-way' : 'again';
}

/** What a message belongs to, which its business key names in the second place. */
export const subjectKinds = ['application', 'ticket', 'settlement', 'merchant', 'access'] as const;

export type SubjectKind = (typeof subjectKinds)[number];

export function subjectOf(kind: MessageKind): SubjectKind {
  if (kind in applicationNotices || kind === 'waiting-list-ended' || kind === 'filing-begun')
    return 'application';
  if (kind in ticketNotices || kind === 'ticket-link') return 'ticket';
  if (kind in settlementNotices) return 'settlement';
  return kind.startsWith('merchant-') ? 'merchant' : 'access';
}
