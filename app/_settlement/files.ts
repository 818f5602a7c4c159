import { csvResponse } from '@/app/_server/csv-response';
import { pdfResponse } from '@/app/_server/pdf-response';
import { problem } from '@/app/_server/problem';
import type { SettlementFile } from '@/db/queries/settlements';
import { noteListCsv, writeDebitNote } from '@/documents/debit-note';
import { after, civilDate } from '@/domain/calendar';
import { ente } from '@/ente';

/** The note as it was presented; before that there is none. */
export async function notePdf({ settlement, lines }: SettlementFile): Promise<Response> {
  const { noteNumber, noteYear, noteParty, presentedAt } = settlement;
  if (noteNumber === null || noteYear === null || noteParty === null || presentedAt === null) {
    return problem('not-found');
  }
  const note = {
    note: { number: noteNumber, year: noteYear },
    presentedAt,
    until: new Date(settlement.periodTo.getTime() - 1),
    party: noteParty,
    totalCents: settlement.totalCents ?? 0,
    stampCents: settlement.stampCents ?? 0,
    stamp: settlement.terms.stamp,
    payBy: after(presentedAt, settlement.terms.payWithin),
    lines,
  };
  return pdfResponse(await writeDebitNote(note, ente));
}

/** The numbered list. */
export const listCsv = ({ settlement, lines }: SettlementFile): Response =>
  csvResponse(
    `elenco-spese-${civilDate(new Date(settlement.periodTo.getTime() - 1))}.csv`,
    noteListCsv(lines),
  );
