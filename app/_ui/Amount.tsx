import { formatEuro, type Cents } from '@/domain/money';

/** Cents as “300,00 €”, never broken over two lines; the same in every language, as on the letters. */
export function Amount({ cents }: { cents: Cents }) {
  return <span className="amount">{`${formatEuro(cents)}\u00a0€`}</span>;
}
