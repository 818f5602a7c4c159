import { checkCharacter } from '../../domain/fiscal-code';

/** A person's tax code that agrees with their letters and date, of a place of its own: nobody else has it. */
export function uniqueCode(lettersAndDate: string): string {
  const body = `${lettersAndDate}${'ABCDEFGHIL'[Math.floor(Math.random() * 10)]}${100 + Math.floor(Math.random() * 900)}`;
  return body + checkCharacter(body);
}
