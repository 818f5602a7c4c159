import { formatEuro } from '../domain/money';
import type { AmountStep } from '../domain/programme/amounts';
import type { Check, Comparison, Verdict } from '../domain/programme/criteria';
import type { FactSource, Quantity } from '../domain/programme/facts';
import type { Language } from './language';

type Named = Extract<Quantity, string>;

interface Words {
  quantities: Record<Named, string>;
  aged: (range: string) => string;
  born: (range: string) => string;
  range: (from: number | undefined, to: number | undefined) => string;
  unknown: string;
  yes: string;
  no: string;
  /** What would do, e.g. "ISEE fino a 9.360,00 €". */
  reach: Record<Comparison, (value: string) => string>;
  sources: Record<FactSource, string>;
  verdicts: Record<Verdict, string>;
  changes: Record<Exclude<Verdict, 'holds'>, (ways: string) => string>;
  and: string;
  or: string;
  steps: Record<AmountStep['kind'], string>;
}

const words: Record<Language, Words> = {
  it: {
    quantities: {
      members: 'Componenti del nucleo',
      disabled: 'Persone con disabilità',
      chronic: 'Persone con patologie croniche',
      isee: 'Importo ISEE',
      'monthly-income': 'Entrate mensili',
      'monthly-income-per-member': 'Entrate mensili per componente',
      'liquid-assets': 'Somme sui conti',
      'monthly-support': 'Sostegno al mese',
      'housing-cost': 'Mutuo o affitto',
      'helped-before': 'Già aiutato con un altro bando',
      'needs-medicines': 'Spese per farmaci',
    },
    aged: (range) => `Persone di età ${range}`,
    born: (range) => `Persone nate ${range}`,
    range: (from, to) =>
      from === undefined ? `fino a ${to}` : to === undefined ? `da ${from}` : `da ${from} a ${to}`,
    unknown: 'non risulta',
    yes: 'sì',
    no: 'no',
    reach: {
      'at-most': (value) => `fino a ${value}`,
      'less-than': (value) => `sotto ${value}`,
      'at-least': (value) => `da ${value} in su`,
      'more-than': (value) => `oltre ${value}`,
    },
    sources: {
      dichiarato: 'dichiarato',
      anagrafe: 'dall’anagrafe',
      inps: 'da INPS',
      ufficio: 'dal Comune',
    },
    verdicts: { holds: 'C’è', fails: 'Non c’è', unknown: 'Da verificare' },
    changes: { fails: (ways) => `Cambia con: ${ways}.`, unknown: (ways) => `C’è con: ${ways}.` },
    and: 'e',
    or: 'oppure',
    steps: {
      'by-members': 'Importo per numero di componenti',
      'first-and-further': 'Primo componente e altri componenti',
      'per-day': 'Importo al giorno per età',
      'shared-out': 'Riparto alla chiusura',
      add: 'Aggiunta',
      'add-each': 'Aggiunta per ciascuno',
      'at-least': 'Importo minimo',
      'at-most': 'Importo massimo',
      tier: 'Quota della fascia',
    },
  },
  en: {
    quantities: {
      members: 'Members of the household',
      disabled: 'People with a disability',
      chronic: 'People with a chronic illness',
      isee: 'ISEE amount',
      'monthly-income': 'Monthly income',
      'monthly-income-per-member': 'Monthly income for each member',
      'liquid-assets': 'Sums in accounts',
      'monthly-support': 'Support in a month',
      'housing-cost': 'Mortgage or rent',
      'helped-before': 'Already helped by another programme',
      'needs-medicines': 'Costs of medicines',
    },
    aged: (range) => `People aged ${range}`,
    born: (range) => `People born ${range}`,
    range: (from, to) =>
      from === undefined ? `up to ${to}` : to === undefined ? `from ${from}` : `from ${from} to ${to}`,
    unknown: 'not known',
    yes: 'yes',
    no: 'no',
    reach: {
      'at-most': (value) => `up to ${value}`,
      'less-than': (value) => `below ${value}`,
      'at-least': (value) => `from ${value} up`,
      'more-than': (value) => `above ${value}`,
    },
    sources: {
      dichiarato: 'as declared',
      anagrafe: 'from the register of residents',
      inps: 'from INPS',
      ufficio: 'from the municipality',
    },
    verdicts: { holds: 'Met', fails: 'Not met', unknown: 'To be checked' },
    changes: { fails: (ways) => `Changes with: ${ways}.`, unknown: (ways) => `Met with: ${ways}.` },
    and: 'and',
    or: 'or',
    steps: {
      'by-members': 'Amount by number of members',
      'first-and-further': 'First member and further members',
      'per-day': 'Amount for each day by age',
      'shared-out': 'Shared out at the closing',
      add: 'Addition',
      'add-each': 'Addition for each',
      'at-least': 'Smallest amount',
      'at-most': 'Largest amount',
      tier: 'Share of the band',
    },
  },
};

const inEuro: ReadonlySet<Quantity> = new Set<Quantity>([
  'isee',
  'monthly-income',
  'monthly-income-per-member',
  'liquid-assets',
  'monthly-support',
  'housing-cost',
]);
const yesOrNo: ReadonlySet<Quantity> = new Set<Quantity>(['helped-before', 'needs-medicines']);

/** How the outcome of rules, which are data, is said in a document. */
export function ruleSentences(language: Language) {
  const said = words[language];
  const quantity = (of: Quantity): string => {
    if (typeof of === 'string') return said.quantities[of];
    const { from, to } = 'aged' in of ? of.aged : of.born;
    return said['aged' in of ? 'aged' : 'born'](said.range(from, to));
  };
  const value = (of: Quantity, found: number | null): string => {
    if (found === null) return said.unknown;
    if (yesOrNo.has(of)) return found > 0 ? said.yes : said.no;
    return inEuro.has(of) ? `${formatEuro(found)} €` : String(found);
  };
  const wanted = ({ quantity: of, is, threshold }: Check): string => {
    const positive = is === 'at-least' || is === 'more-than';
    if (yesOrNo.has(of)) return `${quantity(of)}: ${positive ? said.yes : said.no}`;
    return `${quantity(of)} ${said.reach[is](value(of, threshold))}`;
  };
  return {
    /** What was found, and where: "Importo ISEE: 9.000,00 € (da INPS)". */
    found: ({ quantity: of, found, source }: Check): string =>
      `${quantity(of)}: ${value(of, found)}${source ? ` (${said.sources[source]})` : ''}`,
    verdict: (of: Verdict): string => said.verdicts[of],
    /** What would change a verdict; empty where it holds, or where nothing is known of it. */
    changes: (verdict: Verdict, remedies: readonly (readonly Check[])[] = []): string => {
      if (verdict === 'holds' || remedies.length === 0) return '';
      const ways = remedies.map((way) => way.map(wanted).join(` ${said.and} `));
      return said.changes[verdict](ways.join(` ${said.or} `));
    },
    step: ({ kind, text }: AmountStep): string => text || said.steps[kind],
  };
}
