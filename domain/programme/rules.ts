import type { DeclarationKind } from '../application/fields';
import type { DocumentKind } from '../attachment/kinds';
import type { Instant, Term } from '../calendar';
import type { Cents } from '../money';
import type { Adjustment, AmountModel } from './amounts';
import type { Criterion } from './criteria';
import type { OrderKey, PointRule, Tier } from './ranking';

/** How an application comes in; each channel has its own window. */
export const channels = ['cittadino', 'intermediario', 'contact-center'] as const;

export type Channel = (typeof channels)[number];

/** A stretch of time in which a channel takes applications: from `opensAt`, until before `closesAt`. */
export interface Opening {
  channel: Channel;
  opensAt: Instant;
  closesAt: Instant;
}

/** When a channel may submit: all the time from opening to closing, or in certain hours of it. */
export interface SubmissionWindow extends Opening {
  daily?: DailyHours;
}

/** The days of the week in the order of ISO 8601. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export type Weekday = (typeof weekdays)[number];

/**
 * Hours by the clock of Europe/Rome, `16:00` to before `08:00`: a closing that does not come after the opening is the next
 * day's. `weekdays` are the days on which they open; every day where it is not said.
 */
export interface DailyHours {
  opens: string;
  closes: string;
  weekdays?: Weekday[];
}

/** A type of document that may be attached, and whether an application cannot be sent without it. */
export interface ProgrammeDocument {
  kind: DocumentKind;
  required: boolean;
}

/** When vouchers of the programme end: a term after issue, or one civil day for all. */
export type VoucherExpiry = { kind: 'after'; term: Term } | { kind: 'on'; date: string };

/**
 * A version of a programme: the law of every application pinned to it. Published versions never change.
 */
export interface ProgrammeRules {
  /** Where the money comes from, e.g. the ordinance with its article. */
  fundSource: string;
  allocationCents: Cents;
  windows: SubmissionWindow[];
  /** Who may be helped: every criterion must hold. None: everybody who applies. */
  criteria?: Criterion[];
  /** Bands served one before the other, the first that fits. None: all alike, the whole amount. */
  tiers?: Tier[];
  points?: PointRule[];
  /** How applications are ranked where the fund does not reach for all. None: by arrival. */
  order?: OrderKey[];
  /**
   * Where the public number of the draw comes from, in the notice's words (an extraction of the state lottery after the
   * closing). There if and only if the order ends with the draw.
   */
  drawSource?: string;
  amounts: AmountModel;
  /** What changes the amount afterwards, in this order. */
  adjustments?: Adjustment[];
  /** The documents asked for; without the list every kind is taken and none is required. */
  documents?: ProgrammeDocument[];
  terms: {
    /** How long before the window closes the holder of a draft is reminded. */
    draftReminder: Term;
    /** How long after the window closes an unsent draft is kept. */
    draftRetention: Term;
    /** From submission to the last day for a decision. */
    decision: Term;
    /** How long before that day the office is warned. */
    decisionWarning: Term;
    voucherExpiry: VoucherExpiry;
    /** How long before expiry the holder is told, each once. */
    voucherNotices: Term[];
    /** How long after a spend the till may void it. */
    voidWindow: Term;
    /** How long the citizen has to answer a request for clarification; ten days where it is not said. */
    clarification?: Term;
    /** How long the citizen has for observations on the notice of a rejection; ten days (L. 241/1990 art. 10-bis). */
    observations?: Term;
    /** How long after a rejection a review may be asked for; without it there is none. */
    review?: Term;
  };
  /** No rejection without its notice and the term for observations (L. 241/1990 art. 10-bis; not owed in rankings). */
  rejectionNotice?: boolean;
  /** Approvals that the fund does not reach for wait, in the programme's order, until it does; otherwise they are refused. */
  waitingList?: boolean;
  /** Approvals above this amount need the signature of a second person. */
  countersignAboveCents?: Cents;
  /** Declarations without which an application cannot be sent. */
  requiredDeclarations?: DeclarationKind[];
  /** What the office promises of itself, besides the term of the law: shown in its figures, binding nobody. */
  serviceLevel?: { takeInCharge: Term; decision: Term };
}
