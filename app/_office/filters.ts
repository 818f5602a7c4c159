import { validate } from 'uuid';
import { valueOf, type Query } from '@/app/_server/query';
import type { WorklistFilters } from '@/db/queries/office';
import { applicationStatuses } from '@/domain/application/status';

/** The names the filters have in the address, so that a filtered list can be kept as a bookmark. */
export const filterNames = ['anno', 'mese', 'giorno', 'cf', 'cognome', 'nome', 'stato', 'servizio'] as const;

export type FilterName = (typeof filterNames)[number];
export type TypedFilters = Partial<Record<FilterName, string>>;

/** The filters that were typed; empty ones are left out. */
export function typedFilters(query: Query): TypedFilters {
  return Object.fromEntries(
    filterNames.map((name) => [name, valueOf(query, name)]).filter(([, value]) => value !== ''),
  );
}

/** The typed filters as the list understands them. */
export function worklistFilters(typed: TypedFilters): WorklistFilters {
  return {
    year: typed.anno,
    month: typed.mese,
    day: typed.giorno,
    fiscalCode: typed.cf,
    familyName: typed.cognome,
    givenName: typed.nome,
    status: applicationStatuses.find((status) => status === typed.stato),
    programme: typed.servizio,
  };
}

/** Where the page of the list begins; a key that cannot be one begins at the top. */
export function pageStart(query: Query): { after?: string; before?: string } {
  const [after, before] = [valueOf(query, 'dopo'), valueOf(query, 'prima')];
  if (validate(after)) return { after };
  return validate(before) ? { before } : {};
}

/** The address of the worklist with these filters. */
export function worklistHref(typed: TypedFilters, page: { dopo?: string; prima?: string } = {}): string {
  const query = new URLSearchParams({ ...typed, ...page }).toString();
  return query === '' ? '/operatore' : `/operatore?${query}`;
}
