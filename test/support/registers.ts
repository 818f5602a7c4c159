import { fiscalCodeOf } from './citizen';
import type { RegisterFile } from '../../commands/register/import';
import type { RegisterName } from '../../domain/register/registers';

/** The heading of a register of residents, as the page shows it. */
export const residentsHeading =
  'Codice fiscale;Cognome;Nome;Data di nascita;Identificativo famiglia;Relazione;Comune di residenza';

/** A row of a register of residents: a person by number, in a household. */
export const residentRow = (
  person: number,
  household: string,
  changes: Record<number, string> = {},
): string =>
  [fiscalCodeOf(person), 'Verdi', 'Niccolò', '10/12/1985', household, 'IS', 'Assemini']
    .map((cell, index) => changes[index] ?? cell)
    .join(';');

/** A file, handed over in pieces that end anywhere. */
export function registerFile(
  content: Buffer | string,
  register: RegisterName = 'anagrafe',
  pieceBytes = 7,
): RegisterFile {
  const bytes = Buffer.from(content as string);
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      yield await Promise.resolve(bytes.subarray(at, at + pieceBytes));
    }
  }
  return { register, fileName: 'anagrafe.csv', content: pieces() };
}
