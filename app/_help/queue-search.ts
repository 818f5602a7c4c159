import { valueOf, type Query } from '@/app/_server/query';
import type { QueueFilters } from '@/db/queries/tickets/queue';
import {
  deskLevels,
  ticketCategories,
  type DeskLevel,
  type TicketCategory,
} from '@/domain/ticket/service-levels';
import { ticketStatuses, type TicketStatus } from '@/domain/ticket/status';

/** What the address of the queue asks for; what it does not know it leaves out. */
export interface QueueSearch {
  stato: TicketStatus | 'tutte' | undefined;
  argomento: TicketCategory | undefined;
  livello: DeskLevel | undefined;
  /** In whose hands: the reader's, or nobody's. */
  mano: 'io' | 'nessuno' | undefined;
  q: string;
  pagina: number;
}

const hands = ['io', 'nessuno'] as const;

export function readQueueSearch(query: Query): QueueSearch {
  const known = <T extends string>(name: string, words: readonly T[]): T | undefined =>
    words.find((word) => word === valueOf(query, name));
  const page = Number(valueOf(query, 'pagina'));
  return {
    stato: known('stato', [...ticketStatuses, 'tutte'] as const),
    argomento: known('argomento', ticketCategories),
    livello: known('livello', deskLevels),
    mano: known('mano', hands),
    q: valueOf(query, 'q').slice(0, 100),
    pagina: Number.isSafeInteger(page) && page > 1 && page < 10_000 ? page : 1,
  };
}

/** The address of the queue with some of it changed; another filter begins at its first page. */
export function queueHref(search: QueueSearch, changes: Partial<QueueSearch> = {}): string {
  const { pagina, ...filters } = { ...search, pagina: 1, ...changes };
  const query = new URLSearchParams(
    Object.entries(filters).filter((each): each is [string, string] => Boolean(each[1])),
  );
  if (pagina > 1) query.set('pagina', String(pagina));
  const text = query.toString();
  return text === '' ? '/supporto' : `/supporto?${text}`;
}

export const filtersOf = (
  { stato, argomento, livello, mano, q }: QueueSearch,
  userId: string,
): QueueFilters => ({
  status: stato,
  category: argomento,
  level: livello,
  assigneeId: mano && (mano === 'io' ? userId : null),
  text: q,
});
