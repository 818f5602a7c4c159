import { validate } from 'uuid';
import { valueOf, type Query } from '@/app/_server/query';
import { openFromAddress, sealForAddress } from '@/db/sealing/address';
import { nobody, type WorklistFilters } from '@/db/queries/worklist/conditions';
import { newestFirst, type Place, type Sorting } from '@/db/queries/worklist/page';
import { phases } from '@/domain/application/phase';
import { applicationStatuses } from '@/domain/application/status';

/** The names of the filters, as typed and in the address, so that a filtered list can be kept as a bookmark. */
export const filterNames = [
  'q',
  'anno',
  'mese',
  'giorno',
  'cf',
  'cognome',
  'nome',
  'stato',
  'fase',
  'servizio',
  'incarico',
  'termine',
] as const;

/** What names a person: in the address it stands sealed, all in one. */
const personal: readonly string[] = ['q', 'cf', 'cognome', 'nome'];
const sealedName = 'cerca';

export type FilterName = (typeof filterNames)[number];
export type TypedFilters = Partial<Record<FilterName, string>>;

/** The terms that can be asked for: passed, or within so many days. */
export const termChoices = ['scaduto', '3', '7', '15', '30'] as const;

/** Orders of the list as the address names them; a minus turns one round. */
const orders = { data: 'registered', termine: 'term', nome: 'name' } as const;
export type OrderName = keyof typeof orders;

/** The list that an address asks for. */
export interface TypedList {
  filters: TypedFilters;
  /** `-data` where the address says nothing. */
  order: `${'' | '-'}${OrderName}`;
}

/** Longer than any name or number: what is beyond is no filter. */
const longest = 100;

/** The letters of the family name: fewer of a tax code narrow nothing. */
const shortestCode = 3;

/** The list an address asks for; empty filters are left out, and an order that is none is the usual one. */
export function typedList(query: Query): TypedList {
  const hidden = sealedFilters(valueOf(query, sealedName));
  const filters: TypedFilters = Object.fromEntries(
    filterNames
      .map((name) => [name, (valueOf(query, name) || valueOf(hidden, name)).slice(0, longest)] as const)
      .filter(([name, value]) => value !== '' && !(name === 'cf' && value.length < shortestCode)),
  );
  const order = valueOf(query, 'ordine');
  const known = order.replace(/^-/, '') in orders;
  return { filters, order: known ? (order as TypedList['order']) : '-data' };
}

/** Whether an address names a person for all to read, as one typed by hand does. */
export const namesSomebody = (query: Query): boolean => personal.some((name) => valueOf(query, name) !== '');

function sealedFilters(sealed: string): Query {
  const opened = sealed === '' ? null : openFromAddress(sealed);
  return opened === null ? {} : Object.fromEntries(new URLSearchParams(opened));
}

/** The filters as an address carries them. */
export function addressed(filters: TypedFilters): Record<string, string> {
  const entries = Object.entries(filters) as [FilterName, string][];
  const hidden = new URLSearchParams(entries.filter(([name]) => personal.includes(name))).toString();
  const open = Object.fromEntries(entries.filter(([name]) => !personal.includes(name)));
  return hidden === '' ? open : { ...open, [sealedName]: sealForAddress(hidden) };
}

/** The list of a query kept as text, as saved views and the case page's address hold it. */
export const listOf = (query: string): TypedList => typedList(Object.fromEntries(new URLSearchParams(query)));

export const sortingOf = ({ order }: TypedList): Sorting => {
  const descending = order.startsWith('-');
  const name = order.replace(/^-/, '') as OrderName;
  return name in orders ? { by: orders[name], descending } : newestFirst;
};

/** Who can be asked for: the person who asks, and the people of the office by username. */
export interface People {
  me: string;
  staff: readonly { id: string; username: string }[];
}

/** The typed filters as the list understands them. What is no state, phase or person of the office narrows nothing. */
export function worklistFilters({ filters: typed }: TypedList, people: People): WorklistFilters {
  return {
    year: typed.anno,
    month: typed.mese,
    day: typed.giorno,
    fiscalCode: typed.cf,
    familyName: typed.cognome,
    givenName: typed.nome,
    status: applicationStatuses.find((status) => status === typed.stato),
    phase: phases.find((phase) => phase === typed.fase),
    programme: typed.servizio,
    assignee: assigneeOf(typed.incarico, people),
    termWithinDays: termOf(typed.termine),
    text: typed.q,
  };
}

function assigneeOf(typed: string | undefined, { me, staff }: People): string | undefined {
  if (typed === 'io') return me;
  if (typed === 'nessuno') return nobody;
  return staff.find(({ username }) => username === typed)?.id;
}

function termOf(typed: string | undefined): number | undefined {
  const choice = termChoices.find((each) => each === typed);
  if (choice === undefined) return undefined;
  return choice === 'scaduto' ? 0 : Number(choice);
}

/** Where the page of the list begins; a key that cannot be one begins at the top. */
export function pageStart(query: Query): Place {
  const [after, before] = [valueOf(query, 'dopo'), valueOf(query, 'prima')];
  if (validate(after)) return { after };
  return validate(before) ? { before } : {};
}

/** The query of a list's address, without its page: what is kept, exported and handed to the case's page. */
export function listQuery({ filters, order }: TypedList, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(addressed(filters));
  if (order !== '-data') query.set('ordine', order);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.toString();
}

/** The address of the worklist. */
export function worklistHref(list: TypedList, page: { dopo?: string; prima?: string } = {}): string {
  const query = listQuery(list, page);
  return query === '' ? '/operatore' : `/operatore?${query}`;
}

/** The list without one of its filters. */
export function without({ filters, order }: TypedList, name: FilterName): TypedList {
  const { [name]: _, ...rest } = filters;
  return { filters: rest, order };
}

/** The address of an application that knows which list it was opened from. */
export function caseHref(id: string, list: TypedList): string {
  const query = listQuery(list);
  return query === ''
    ? `/operatore/domande/${id}`
    : `/operatore/domande/${id}?elenco=${encodeURIComponent(query)}`;
}

/** The address of a list as a file. */
export function exportHref(list: TypedList, formato: 'csv' | 'xlsx'): string {
  const query = listQuery(list, { formato });
  return `/operatore/esporta?${query}`;
}
