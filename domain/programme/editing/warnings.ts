import { after, type Term } from '../../calendar';
import { formatEuro, type Cents } from '../../money';
import type { FieldFault } from '../../refusal';
import { amountForAdults } from '../amounts';
import type { Condition } from '../criteria';
import type { Quantity } from '../facts';
import { isDrawn } from '../ranking';
import type { ProgrammeRules } from '../rules';
import type { Fields } from './fields';
import { fieldAt } from './reading';
import type { RuleFault } from './rule-fault';
import { rulesPart } from './sections';

/**
 * What a programme may say and should not, or what its office should know before it signs: clauses of a kind that courts
 * struck down, data that no criterion needs, a fund below what an earlier call took, equals that only arrival tells apart.
 * Nothing of it keeps a draft from being published: the office decides, and knows why it was asked.
 */
export const warningSources = {
  'long-residence': 'Corte cost. 44/2020, 67/2024, 1/2025',
  citizenship: 'Trib. Ferrara ord. 30/4/2020; d.lgs. 286/1998 art. 43',
  'long-term-permit': 'Trib. Brescia decr. 28/4/2020; Trib. Ferrara ord. 30/4/2020',
  'registered-residence': 'Trib. Napoli ord. 25/5/2020; OCDPC 658/2020 art. 2',
  'disability-benefits': 'Cons. Stato IV 838, 841, 842/2016; d.l. 42/2016 art. 2-sexies',
  'document-of-some': null,
  'document-unneeded': 'reg. (UE) 2016/679 art. 5 c. 1 lett. c',
  'allocation-below-demand': null,
  'ties-by-arrival': 'l. 241/1990 art. 12',
  'no-rejection-notice': 'l. 241/1990 art. 10-bis',
  'observations-short': 'l. 241/1990 art. 10-bis',
  'decision-long': 'l. 241/1990 art. 2 c. 3',
  'citizens-alone': 'l. 241/1990 art. 12; d.lgs. 82/2005 art. 8',
} as const satisfies Record<string, string | null>;

export type WarningCode = keyof typeof warningSources;

/** A warning at its field; `params` fill its sentence. */
export interface Warning extends FieldFault {
  code: WarningCode;
}

/** What an earlier programme took, to measure a new one by. */
export interface EarlierDemand {
  programme: string;
  /** How many applications had so many members: the first entry is for one. */
  bySize: readonly number[];
}

/**
 * The warnings about a draft that can be read.
 *
 * @param fields the draft as typed, by which places of the rules find their fields
 * @param earlier null where no earlier programme tells
 */
export function warningsOf(fields: Fields, rules: ProgrammeRules, earlier: EarlierDemand | null): Warning[] {
  return [
    ...clauseWarnings(rules),
    ...documentWarnings(rules),
    ...demandWarnings(rules, earlier),
    ...procedureWarnings(rules),
  ].map(({ path, code, params }) => ({
    field: fieldAt(fields, rulesPart, '', path),
    code,
    ...(params && { params }),
  }));
}

type RuleWarning = RuleFault & { code: WarningCode };

const warning = (path: RuleFault['path'], code: WarningCode, params?: RuleFault['params']): RuleWarning =>
  params ? { path, code, params } : { path, code };

/**
 * Clauses by their words, the more telling first: one requirement has one warning. `unless` is what makes the same words
 * harmless (residents *or* who lives here; citizens *and* foreigners).
 */
const clauses: readonly { code: WarningCode; says: RegExp; unless?: RegExp }[] = [
  {
    code: 'long-residence',
    says: /\bresiden\w*\b[^.;]*\b(?:da|per|almeno|oltre|più di)\b[^.;]*\bann[oi]\b|\bann[oi]\b[^.;]*\b(?:di|della)\s+residenza\b/iu,
    unless: /\betà\b|compiut/iu,
  },
  {
    code: 'long-term-permit',
    says: /\blung[oa]\s*-?\s*(?:periodo|soggiorn\w*|permanenza)|\bcarta di soggiorno\b/iu,
  },
  {
    code: 'citizenship',
    says: /\bcittadinanza\b|\bcittadin[oaie]\s+(?:italian|dell['’]unione|comunitar|europe)/iu,
    unless: /stranier|extracomunitar|non comunitar|qualsiasi cittadinanza|a prescindere/iu,
  },
  {
    code: 'registered-residence',
    says: /\bresiden(?:za|te|ti)\b/iu,
    unless: /domicili|dimor|anche non residen|di fatto/iu,
  },
  {
    code: 'disability-benefits',
    says: /\bindennità\s+di\s+(?:accompagnamento|frequenza)|\bpension[ei]\s+(?:di\s+|d['’])?invalidit|\binvalidità\s+civile\b/iu,
    unless: /esclus|senza contare|non (?:si )?(?:cont|consider)/iu,
  },
];

function clauseWarnings({ criteria = [], tiers = [], points = [] }: ProgrammeRules): RuleWarning[] {
  return Object.entries({ criteria, tiers, points }).flatMap(([list, rows]) =>
    rows.flatMap(({ text }, place) => {
      const clause = clauses.find(({ says, unless }) => says.test(text) && !unless?.test(text));
      return clause ? [warning([list, place, 'text'], clause.code)] : [];
    }),
  );
}

const quantitiesOf = (condition: Condition): Quantity[] =>
  'quantity' in condition
    ? [condition.quantity]
    : ('all' in condition ? condition.all : condition.any).flatMap(quantitiesOf);

/** Every quantity that the rules ask for, by name; counts by age or year of birth are not told apart. */
function quantitiesAsked({
  criteria = [],
  tiers = [],
  points = [],
  adjustments = [],
  order = [],
}: ProgrammeRules): Set<string> {
  const conditions = [
    ...criteria.map(({ holds }) => holds),
    ...[...tiers, ...points, ...adjustments].flatMap((rule) => ('when' in rule ? [rule.when] : [])),
  ];
  const counted = [...points, ...adjustments].flatMap((rule) => ('each' in rule ? [rule.each] : []));
  const keys = order.map(({ by }) => by);
  return new Set(
    [...conditions.flatMap(quantitiesOf), ...counted, ...keys].filter((each) => typeof each === 'string'),
  );
}

/** The documents that prove a figure, with the figures they prove. */
const proves = {
  isee: ['isee'],
  invalidita: ['disabled', 'chronic'],
  affitto: ['housing-cost'],
} as const;

/** The documents that only some people can have. */
const ofSome = ['soggiorno', 'invalidita', 'affitto', 'delega'];

function documentWarnings(rules: ProgrammeRules): RuleWarning[] {
  const asked = quantitiesAsked(rules);
  return (rules.documents ?? []).flatMap(({ kind, required }, place) => {
    const figures: readonly string[] | undefined =
      kind in proves ? proves[kind as keyof typeof proves] : undefined;
    if (figures && !figures.some((figure) => asked.has(figure)))
      return [warning(['documents', place, 'kind'], 'document-unneeded')];
    return required && ofSome.includes(kind)
      ? [warning(['documents', place, 'required'], 'document-of-some')]
      : [];
  });
}

/** What the households of an earlier programme would take by these amounts, without additions and bands. */
function demandOf({ amounts }: ProgrammeRules, { bySize }: EarlierDemand): Cents | null {
  if (amounts.kind === 'shared-out') return null;
  return bySize.reduce((sum, count, index) => sum + count * (amountForAdults(amounts, index + 1) ?? 0), 0);
}

function demandWarnings(rules: ProgrammeRules, earlier: EarlierDemand | null): RuleWarning[] {
  if (!earlier) return [];
  const demand = demandOf(rules, earlier);
  if (demand === null || demand <= rules.allocationCents) return [];
  return [
    warning(['allocationCents'], 'allocation-below-demand', {
      programme: earlier.programme,
      applications: earlier.bySize.reduce((sum, count) => sum + count, 0),
      demand: formatEuro(demand),
    }),
  ];
}

const longer = (one: Term, other: Term): boolean => after(new Date(0), one) > after(new Date(0), other);

/** The law's terms: for observations on a rejection (L. 241/1990 art. 10-bis), and the longest for a decision (art. 2 c. 3). */
const observationsByLaw: Term = 'P10D';
const longestDecision: Term = 'P90D';

function procedureWarnings({ order = [], windows, terms, rejectionNotice }: ProgrammeRules): RuleWarning[] {
  const ranked = order.length > 0;
  return [
    ...(ranked && !isDrawn({ order }) ? [warning(['order', order.length - 1, 'by'], 'ties-by-arrival')] : []),
    ...(ranked || rejectionNotice ? [] : [warning(['rejectionNotice'], 'no-rejection-notice')]),
    ...(terms.observations !== undefined && longer(observationsByLaw, terms.observations)
      ? [warning(['terms', 'observations'], 'observations-short')]
      : []),
    ...(longer(terms.decision, longestDecision) ? [warning(['terms', 'decision'], 'decision-long')] : []),
    ...(windows.every(({ channel }) => channel === 'cittadino')
      ? [warning(['windows', 0, 'channel'], 'citizens-alone')]
      : []),
  ];
}
