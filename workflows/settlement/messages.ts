/** The one workflow that opens missing settlements, for each epoch of the database. */
export const openingsId = (epoch: string): string => `settlement-openings:${epoch}`;
