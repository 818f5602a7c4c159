import type { ApplicationStatus } from '@/domain/application/status';
import type { TransferKind } from '@/domain/ledger';

/** Where the budget of a programme is, and the parts of it. */
export const budgetHref = (programmeId: string, part = ''): string =>
  `/operatore/bandi/${programmeId}/bilancio${part}`;

/** The movements of a programme, of one kind or of all, from a page's key on. */
export function movementsHref(programmeId: string, kind?: TransferKind, after?: string, csv = false): string {
  const query = new URLSearchParams({
    ...(kind && { tipo: kind }),
    ...(after && { dopo: after }),
  }).toString();
  return budgetHref(programmeId, `/movimenti${csv ? '/csv' : ''}${query && `?${query}`}`);
}

/** The applications of a programme in the worklist, in one state or in all. */
export const applicationsHref = (slug: string, status?: ApplicationStatus): string =>
  `/operatore?${new URLSearchParams({ servizio: slug, ...(status && { stato: status }) }).toString()}`;
