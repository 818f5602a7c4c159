/** An entry of the protocol register. */
export interface RegistrationNumber {
  number: number;
  year: number;
}

/** The protocol number as shown: `11625/2021` (manual § 2.10). */
export const writeRegistration = ({ number, year }: RegistrationNumber): string => `${number}/${year}`;

/** Reads a protocol number as people write it, `11625/2021` or with zeros before (`0011625/2021`); null for anything else. */
export function readRegistration(text: string): RegistrationNumber | null {
  const [, number, year] = /^0*([1-9]\d{0,8})\s*\/\s*(\d{4})$/.exec(text.trim()) ?? [];
  return number && year ? { number: Number(number), year: Number(year) } : null;
}
