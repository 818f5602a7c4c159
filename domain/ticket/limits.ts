/** How often one may ask for something: so many times in each stretch of so many seconds. */
export interface RequestLimit {
  most: number;
  seconds: number;
}

/**
 * Limits on what anybody may send without signing in. Generous to a library or a help centre, where many people share an
 * address; a machine that sends thousands is stopped at the first handful, and the desk's queue never sees the rest.
 */
export const requestLimits = {
  /** Tickets from one network address. */
  'ticket-address': { most: 30, seconds: 600 },
  /** Tickets of one mail address. */
  'ticket-mail': { most: 10, seconds: 3600 },
  /** Words added to one ticket. */
  'ticket-reply': { most: 20, seconds: 3600 },
  /** Links asked for again, from one network address. */
  'link-address': { most: 10, seconds: 600 },
  /** Links sent again to one mail address. */
  'link-mail': { most: 3, seconds: 3600 },
  /** Access codes asked for, from one network address: a help centre accredits people one after the other. */
  'accreditation-address': { most: 40, seconds: 600 },
  /** Businesses that ask to join, from one network address: a trade association files for its members. */
  'enrolment-address': { most: 20, seconds: 600 },
  /** Looks at whether the criteria are met, from one network address: a room of people who try. */
  'precheck-address': { most: 300, seconds: 600 },
  /** Ratings of one person, who has one to give for each application. */
  'rating-person': { most: 20, seconds: 3600 },
  /** Recoveries of passwords asked for from one network address. */
  'recovery-address': { most: 30, seconds: 600 },
  /** Mails of recovery to one person. */
  'recovery-name': { most: 3, seconds: 3600 },
  /** PINs asked for or tried from one network address; of one person it is the tries that are counted. */
  'pin-address': { most: 60, seconds: 600 },
  /** PINs asked for with one tax code: each is a message to somebody who may not have asked. */
  'pin-person': { most: 5, seconds: 3600 },
  /** People an operator or an intermediary looks for: who serves one in three minutes stays far below. */
  'call-search': { most: 60, seconds: 3600 },
} as const satisfies Record<string, RequestLimit>;

export type LimitName = keyof typeof requestLimits;

/** The beginning of the stretch an instant lies in. */
export const stretchOf = ({ seconds }: RequestLimit, at: Date): Date =>
  new Date(Math.floor(at.getTime() / (seconds * 1000)) * seconds * 1000);
