/** Months the report looks back on, the present one included. */
export const reportMonths = 12;
