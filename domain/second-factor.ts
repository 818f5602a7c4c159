import type { Role } from './roles';
import { reaches, type SessionLevel } from './session';

/** Who signs in with something they have besides something they know. A cashier, and a citizen, may choose to. */
export const needsSecondFactor = {
  cittadino: false,
  operatore: true,
  responsabile: true,
  esercente: true,
  cassiere: false,
  supporto: true,
  contactcenter: true,
  intermediario: true,
  amministratore: true,
} as const satisfies Record<Role, boolean>;

/** What a session still lacks before it opens anything: a code or a passkey, or a factor to have one of. */
export type SecondStep = 'verify' | 'enrol';

/**
 * What a session still lacks, or null. One opened by two factors lacks nothing, whoever checked them.
 *
 * @param enrolled the person has a second factor with us
 * @param waived the person is of the demo, in the demo
 */
export function secondStep(session: {
  role: Role;
  level: SessionLevel;
  enrolled: boolean;
  waived: boolean;
}): SecondStep | null {
  if (reaches(session.level, 'l2')) return null;
  if (session.enrolled) return 'verify';
  return needsSecondFactor[session.role] && !session.waived ? 'enrol' : null;
}

/** What is written down about somebody's access. */
export const accessEventKinds = [
  'password-changed',
  'password-recovered',
  'session-ended',
  'sessions-ended',
  'totp-added',
  'totp-removed',
  'passkey-added',
  'passkey-removed',
  'recovery-codes-made',
  'recovery-code-used',
  'second-factor-reset',
] as const;

export type AccessEventKind = (typeof accessEventKinds)[number];

/** TOTP (RFC 6238) as authenticator apps take it: six digits, each good for thirty seconds and one step around them. */
export const totpTerms = { digits: 6, period: 30, window: 1 } as const;

/** Recovery codes: ten, each of sixteen letters and digits (79 bits), used once. */
export const recoveryTerms = { codes: 10, length: 16 } as const;

/** A recovery code as it is compared, however it was typed. */
export const typedRecoveryCode = (typed: string): string => typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
