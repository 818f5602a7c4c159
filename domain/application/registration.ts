/** The protocol number as shown: `11625/2021` (manual § 2.10). */
export const writeRegistration = ({ number, year }: { number: number; year: number }): string =>
  `${number}/${year}`;
