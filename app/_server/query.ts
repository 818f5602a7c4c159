/** The query of an address as pages get it. */
export type Query = Record<string, string | string[] | undefined>;

/** The query of the address that a call asks for; of a name said twice the last value. */
export const queryOf = (request: Request): Record<string, string> =>
  Object.fromEntries(new URL(request.url).searchParams);

/** One value of the query, or the empty string. The NUL character, which PostgreSQL takes in no text, is dropped. */
export function valueOf(query: Query, name: string): string {
  const value = query[name];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).replaceAll('\0', '').trim();
}
