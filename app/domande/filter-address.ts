import { valueOf, type Query } from '@/app/_server/query';
import type { ListFilters } from '@/db/queries/list-filters';

/** The names of the filters in the address, in the words of the manual. */
export const filterNames = {
  year: 'anno',
  month: 'mese',
  day: 'giorno',
  fiscalCode: 'codice-fiscale',
  familyName: 'cognome',
  givenName: 'nome',
} as const satisfies Record<keyof ListFilters, string>;

export type FilterName = keyof typeof filterNames;

/** The filters an address asks for; those left empty are not there. */
export function filtersOf(query: Query): ListFilters {
  return Object.fromEntries(
    Object.entries(filterNames).flatMap(([filter, name]) => {
      const value = valueOf(query, name);
      return value ? [[filter, value]] : [];
    }),
  );
}

/** The address of the list with these filters. */
export function filteredAddress(filters: ListFilters): string {
  const query = new URLSearchParams(
    Object.entries(filters).flatMap(([filter, value]) =>
      value ? [[filterNames[filter as FilterName], value]] : [],
    ),
  );
  return query.size === 0 ? '/domande' : `/domande?${query.toString()}`;
}
