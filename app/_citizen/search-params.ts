/** What an address carries after its question mark. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** One value of a parameter: an address may repeat any of them, and then the first counts. */
export const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
