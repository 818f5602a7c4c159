import type { ExportedRow } from '@/db/queries/worklist/export';
import type { Cell } from '@/documents/table/cell';

/** The columns of the file, by the keys of their headers. */
export const columns = [
  'registration',
  'registeredAt',
  'familyName',
  'givenName',
  'fiscalCode',
  'programme',
  'status',
  'phase',
  'decideBy',
  'amountCents',
  'iseeCents',
  'members',
] as const satisfies readonly (keyof ExportedRow)[];

/** A row's cells, in the order of the columns. */
export function cellsOf(row: ExportedRow): Cell[] {
  const cells: Record<(typeof columns)[number], Cell> = {
    registration: { text: row.registration },
    registeredAt: { moment: row.registeredAt },
    familyName: { text: row.familyName },
    givenName: { text: row.givenName },
    fiscalCode: { text: row.fiscalCode },
    programme: { text: row.programme },
    status: { text: row.status },
    phase: row.phase === null ? null : { text: row.phase },
    decideBy: row.decideBy === null ? null : { moment: row.decideBy },
    amountCents: row.amountCents === null ? null : { cents: row.amountCents },
    iseeCents: row.iseeCents === null ? null : { cents: row.iseeCents },
    members: { count: row.members },
  };
  return columns.map((name) => cells[name]);
}
