import { withoutAccents } from '../plain-letters';

/** The letters banks of the SEPA area must carry (EPC217-08, § 1.1). */
const carried = /[^A-Za-z0-9/\-?:().,'+ ]/g;

/** Signs with a fair stand-in among the carried ones. */
const standIns: Readonly<Record<string, string>> = {
  '&': '+',
  '’': "'",
  '‘': "'",
  '“': "'",
  '”': "'",
  '"': "'",
  '–': '-',
  '—': '-',
  _: '-',
  '€': 'EUR',
};

/**
 * A text in the letters every bank carries: accents dropped, other signs replaced by their like or a blank, runs of
 * blanks made one, no slash at either end and none doubled, cut to its longest.
 */
export function sepaText(text: string, longest: number): string {
  const plain = [...text].map(plainSign).join('').replaceAll(carried, ' ');
  const single = plain.replaceAll(/\/{2,}/g, '/').replaceAll(/ {2,}/g, ' ');
  return single.slice(0, longest).replaceAll(/^[/ ]+|[/ ]+$/g, '');
}

function plainSign(sign: string): string {
  const standIn = standIns[sign];
  if (standIn !== undefined) return standIn;
  const small = withoutAccents(sign);
  return sign === sign.toLowerCase() ? small : small.toUpperCase();
}
