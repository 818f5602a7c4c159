import { addressed, typedList, worklistFilters, type TypedFilters } from '@/app/_office/filters';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { validate } from 'uuid';
import { filteredIds } from '@/db/queries/batch-selection';
import { officeStaff } from '@/db/queries/office';
import { mostChosen, mostFiltered } from '@/domain/batch/batch';

/** What is to be done with the chosen applications, by the word in the address. */
export const chosenActs = ['decidi', 'assegna'] as const;

export type ChosenAct = (typeof chosenActs)[number];

/** The applications chosen in the worklist: one by one (`id`), or all that its filters show (`tutte`). */
export interface Choice {
  act: ChosenAct;
  ids: string[];
  /** The worklist's filters, where all they show was chosen; null where single ones were. */
  filters: TypedFilters | null;
}

/** Reads the choice of an address. What is no id is left out; of too many the first are taken, one more than may be. */
export function choiceOf(query: Query): Choice {
  const act = chosenActs.find((each) => each === valueOf(query, 'azione')) ?? 'decidi';
  if (valueOf(query, 'tutte') !== '') return { act, ids: [], filters: typedList(query).filters };
  const ids = [query.id ?? []].flat().filter((id) => validate(id));
  return { act, ids: [...new Set(ids)].slice(0, mostChosen), filters: null };
}

/** The address of a choice, so that a form can carry it. */
export function choiceQuery({ act, ids, filters }: Choice): string {
  const query = new URLSearchParams({ azione: act, ...(filters && { tutte: '1', ...addressed(filters) }) });
  for (const id of ids) query.append('id', id);
  return query.toString();
}

/** Where it is asked what to do with a choice. */
export const choiceHref = (choice: Choice): string => `/operatore/lotti/nuovo?${choiceQuery(choice)}`;

/** Reads a choice that a form carried. */
export function choiceFrom(text: string): Choice {
  const params = new URLSearchParams(text);
  const query: Query = Object.fromEntries(params);
  return choiceOf({ ...query, id: params.getAll('id') });
}

/** The ids of a choice as the worklist stands now for a person (`me`): one more than may be shows that there are too many. */
export async function chosenIds({ ids, filters }: Choice, me: string): Promise<string[]> {
  if (!filters) return ids;
  const db = database();
  const people = { me, staff: await officeStaff(db) };
  return filteredIds(db, worklistFilters({ filters, order: 'data' }, people), mostFiltered + 1);
}
