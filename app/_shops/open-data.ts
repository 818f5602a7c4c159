/** How old the published list of shops may be: a suspended merchant must be gone from it soon. */
export const shopsSeconds = 60;
