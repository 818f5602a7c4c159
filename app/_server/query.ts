import { isCivilDate } from '@/domain/calendar';

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

/**
 * The first and the last day of a period (`dal`, `al`; `YYYY-MM-DD`), whichever of the two was written first; null where what is
 * written is no day.
 */
export function periodIn(query: Query): [first: string | null, last: string | null] {
  const day = (name: string): string | null => {
    const written = valueOf(query, name);
    return isCivilDate(written) ? written : null;
  };
  const [from, to] = [day('dal'), day('al')];
  return from !== null && to !== null && from > to ? [to, from] : [from, to];
}
