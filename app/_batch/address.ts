import type { RowState } from '@/domain/batch/row';

/** The address of a batch, of its rows of one state, or from a position on. */
export function batchHref(id: string, { state, after }: { state?: RowState; after?: number } = {}): string {
  const query = new URLSearchParams({
    ...(state && { stato: state }),
    ...(after && { dopo: String(after) }),
  }).toString();
  return query === '' ? `/operatore/lotti/${id}` : `/operatore/lotti/${id}?${query}`;
}
