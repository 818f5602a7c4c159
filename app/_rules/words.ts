import { getTranslations } from 'next-intl/server';
import type { Check, Comparison } from '@/domain/programme/criteria';
import { unitOf, type FactSource, type Quantity } from '@/domain/programme/facts';
import { formatEuro } from '@/domain/money';

/** How rules, which are data, are said to people: figures by their unit, comparisons in the words of notices. */
export async function ruleWords() {
  const t = await getTranslations('rules');
  const range = ({ from, to }: { from?: number; to?: number }): string => {
    if (from === undefined) return t('upTo', { to: String(to) });
    return to === undefined
      ? t('from', { from: String(from) })
      : t('between', { from: String(from), to: String(to) });
  };
  const quantity = (of: Quantity): string => {
    if (typeof of === 'string') return t(`quantities.${of}`);
    return 'aged' in of
      ? t('quantities.aged', { range: range(of.aged) })
      : t('quantities.born', { range: range(of.born) });
  };
  const value = (of: Quantity, found: number | null): string => {
    if (found === null) return t('unknown');
    const written = {
      euro: () => `${formatEuro(found)} €`,
      count: () => String(found),
      'yes-no': () => t(found > 0 ? 'yes' : 'no'),
    };
    return written[unitOf(of)]();
  };
  const threshold = ({ quantity: of, is, threshold: limit }: Check): string => {
    if (unitOf(of) !== 'yes-no') return t(`comparisons.${is}`, { value: value(of, limit) });
    return t(is === 'at-least' || is === 'more-than' ? 'yes' : 'no');
  };
  const wanted = (check: Check): string => {
    const { quantity: of, is, threshold: limit } = check;
    if (unitOf(of) === 'yes-no') return `${quantity(of)}: ${threshold(check)}`;
    return t(`reach.${is}`, { quantity: quantity(of), value: value(of, limit) });
  };
  const ways = (remedies: readonly (readonly Check[])[]): string =>
    remedies.map((way) => way.map(wanted).join(` ${t('and')} `)).join(` ${t('or')} `);
  const source = (of: FactSource): string => t(`sources.${of}`);
  /** A comparison by itself, for choosing one. */
  const comparison = (is: Comparison): string => t(`comparisons.${is}`, { value: '…' });
  return { quantity, value, threshold, ways, source, comparison };
}
