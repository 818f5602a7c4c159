/** The steps of the office whose pace is measured, in civil days from the registration. */
export const leadSteps = ['take-in-charge', 'decision'] as const;

export type LeadStep = (typeof leadSteps)[number];

/** How many applications waited so many days. */
export interface LeadTime {
  days: number;
  applications: number;
}

/**
 * The days within which a share of the applications was answered: the smallest number of days by which at least that
 * share of them was. Null where there is none.
 *
 * @param share 0.5 for the median, 0.9 for the ninetieth percentile
 */
export function daysWithin(times: readonly LeadTime[], share: number): number | null {
  const total = times.reduce((sum, { applications }) => sum + applications, 0);
  if (total === 0) return null;
  const inOrder = [...times].sort((one, other) => one.days - other.days);
  let answered = 0;
  for (const { days, applications } of inOrder) {
    answered += applications;
    if (answered >= share * total) return days;
  }
  return inOrder.at(-1)?.days ?? null;
}
