import { csvResponse } from '@/app/_server/csv-response';
import { problem } from '@/app/_server/problem';
import { requireUser } from '@/app/_server/session';
import { csvLines } from '@/documents/table/csv';
import { registerColumns } from '@/domain/register/rows';
import { registerNames } from '@/domain/register/registers';

/** Invented people: the tax codes are well formed and nobody's. */
const rows = {
  anagrafe: [
    ['GLLLGU67A12H501V', 'Giallo', 'Luigi', '12/01/1967', 'F000123', 'Intestatario', 'Assemini'],
    ['GLLMRA16P10H501D', 'Giallo', 'Mario', '10/09/2016', 'F000123', 'Figlio', 'Assemini'],
  ],
  isee: [['GLLLGU67A12H501V', '9.360,00', 'INPS-ISEE-2021-00000001A-00', '15/01/2021', 'no']],
};

/** A register's file as it should be, to begin from: the marks of UTF-8 and `;` are what spreadsheets here expect. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ register: string }> },
): Promise<Response> {
  const { register } = await params;
  await requireUser('/operatore/registro', 'operatore', 'responsabile');
  const name = registerNames.find((each) => each === register);
  if (!name) return problem('not-found');
  const heading = Object.values(registerColumns[name]).map(({ names: [name = ''] }) => name);
  return csvResponse(`${name}-esempio.csv`, csvLines([heading, ...rows[name]]));
}
