import { validate } from 'uuid';
import { periodIn, valueOf, type Query } from '@/app/_server/query';
import type { ViewFilters } from '@/db/queries/audit';
import { viewActs } from '@/domain/audit/views';

/** What the address of the register of looks asks for; what cannot be meant asks for nothing. */
export function readViewFilters(query: Query): ViewFilters {
  const [user, act, application] = ['chi', 'cosa', 'domanda'].map((name) => valueOf(query, name));
  const [from, to] = periodIn(query);
  const id = (text = ''): string | null => (validate(text) ? text : null);
  return {
    userId: id(user),
    act: viewActs.find((each) => each === act) ?? null,
    from,
    to,
    applicationId: id(application),
  };
}

/** The address of a list of looks, or of its file. */
export function viewsHref(filters: ViewFilters, { file = '', before = 0 } = {}): string {
  const { userId, act, from, to, applicationId } = filters;
  const query = new URLSearchParams({
    ...(userId !== null && { chi: userId }),
    ...(act !== null && { cosa: act }),
    ...(from !== null && { dal: from }),
    ...(to !== null && { al: to }),
    ...(applicationId !== null && { domanda: applicationId }),
    ...(before > 0 && { prima: String(before) }),
  });
  const path = `/operatore/accessi${file}`;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
