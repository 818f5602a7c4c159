import type { Cents } from '../money';
import type { Instant } from '../calendar';

/**
 * What happened to an application, the truth from which its status is folded. An event carries opaque ids, codes,
 * amounts and instants only, never personal data or free text: events travel to the workflow engine and outlive
 * the rows they speak of. Instants are terms already worked out from the programme's version by the command.
 */
export type ApplicationEvent =
  | { kind: 'opened'; remindAt: Instant | null; discardAt: Instant }
  | { kind: 'submitted'; warnAt: Instant; decideBy: Instant }
  | { kind: 'taken-in-charge'; operatorId: string }
  | { kind: 'approved'; decisionId: string; amountCents: Cents }
  | { kind: 'rejected'; decisionId: string }
  | { kind: 'withdrawn' }
  | { kind: 'discarded' }
  | { kind: 'voucher-issued'; voucherId: string; noticesAt: Instant[]; expiresAt: Instant }
  | { kind: 'voucher-exhausted'; closesAt: Instant }
  | { kind: 'voucher-replenished' }
  | { kind: 'voucher-expired' };

export type ApplicationEventKind = ApplicationEvent['kind'];

export type EventOf<K extends ApplicationEventKind> = Extract<ApplicationEvent, { kind: K }>;
