import type { MessageKind, MessageParams, WrittenMessage } from '../messages';
import { applicationNotices, citizenNotices, ownDataNotices, ticketNotices } from '../notices';
import { maskedCode } from '../voucher/acts';

const thoseFor = <K extends MessageKind>(notices: Record<K, string>, ...whom: string[]): K[] =>
  (Object.keys(notices) as K[]).filter((kind) => whom.includes(notices[kind]));

/** What is written to a person about their own things. What is not named here is in nobody's copy. */
export const personalMessages: readonly MessageKind[] = [
  ...citizenNotices,
  ...thoseFor(applicationNotices, 'mobile'),
  ...thoseFor(ticketNotices, 'requester'),
  ...thoseFor(ownDataNotices, 'citizen'),
  'ticket-link',
  'credentials',
  'password-recovery',
  'password-changed',
  'sign-in-tries',
  'second-factor-changed',
  'identity-linked',
  'pin-first-part',
  'pin-first-part-sms',
  'pin-activated',
  'filing-begun',
  'mandate-recorded',
];

/** What opens something for whoever reads it, in whatever message it stands. */
const secret: ReadonlySet<string> = new Set(['temporaryPassword', 'token', 'part', 'secret']);

const hidden = '••••';

/**
 * The words of a message as a copy may hold them: whoever finds the copy enters nowhere with it. Of a voucher's code the end
 * is left, which tells it from the one that took its place.
 */
export function withoutSecrets(
  kind: MessageKind,
  params: Partial<MessageParams[MessageKind]>,
  { subject, text }: { [P in keyof WrittenMessage]: string | null },
): { subject: string | null; text: string | null } {
  const hide = (words: string | null): string | null =>
    Object.entries(params).reduce<string | null>((left, [name, value]) => {
      if (typeof value !== 'string' || value === '') return left;
      if (secret.has(name)) return left?.replaceAll(value, hidden) ?? null;
      const isVoucherCode = name === 'code' && kind.startsWith('voucher-');
      return isVoucherCode ? (left?.replaceAll(value, maskedCode(value)) ?? null) : left;
    }, words);
  return { subject: hide(subject), text: hide(text) };
}
