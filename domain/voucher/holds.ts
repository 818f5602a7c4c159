/** How a hold ends before its minutes are over; after them it holds nothing, whatever the row says. */
export const holdEnds = ['confirmed', 'released'] as const;

export type HoldEnd = (typeof holdEnds)[number];
