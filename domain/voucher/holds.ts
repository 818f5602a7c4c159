/** How a hold ends before its minutes are over; after them it holds nothing, whatever the row says. */
export const holdEnds = ['confirmed', 'released'] as const;

export type HoldEnd = (typeof holdEnds)[number];

/** For how long an amount is set aside: the minutes between reading the code and the receipt coming out of the till. */
export const holdTerm = 'PT5M';

/** A hold as far as it matters whether it still sets anything aside. */
interface Hold {
  expiresAt: Date;
  endedAs: HoldEnd | null;
}

/** Whether a hold sets its amount aside now. */
export const isOpenHold = (hold: Hold, now: Date): boolean => hold.endedAs === null && now < hold.expiresAt;
