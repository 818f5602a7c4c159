import { formatEuro, type Cents } from '../money';
import type { PlaceNames } from '../places';
import type { FieldFault } from '../refusal';
import { readAnswers, type Answers, type ApplicationForm, type FormValues } from './answers';
import { declarationKinds, incomeKinds } from './fields';
import { resultingCounts } from './household';
import { personQuestions, repeatedCodeQuestions } from './person-questions';
import { placeQuestions } from './place-questions';

/** Something odd in the answers, asked and never refused: it may be true. Named and worded like a fault. */
export type Question = FieldFault;

/** By how much a year may differ from twelve months before it is asked about: hours, bonuses, a job begun or lost. */
const yearTolerance = 0.5;

/** The annual incomes that are income support of public bodies; disability benefits compensate, and are not. */
const publicSupport = [
  'redditoCittadinanza',
  'naspi',
  'cassaIntegrazione',
  'reis',
  'contributiComune',
] as const;

/**
 * What to ask about the answers as they are: tax codes that do not agree with the person or stand twice, places nobody
 * knows, a household that does not add up, months that do not make the year, declarations that do not agree with the
 * figures. Each waits until what it needs has been written and can be read.
 *
 * @param today civil date `YYYY-MM-DD`
 * @param municipality the municipality that runs the programme, e.g. `Assemini`
 */
export function questionsOn(
  answers: Answers,
  placeNames: PlaceNames,
  today: string,
  municipality: string,
): Question[] {
  const { form, faults } = readAnswers(answers, today);
  const unread = new Set(faults.map(({ field }) => field));
  return [
    ...personQuestions(answers, unread, placeNames, today),
    ...placeQuestions(answers, unread, placeNames, municipality, today),
    ...repeatedCodeQuestions(answers),
    ...totalQuestions(form, today),
    ...incomeQuestions(form.values),
    ...declarationQuestions(form.values),
    // Asked of a form that is otherwise whole: a page that was not reached yet has declared nothing.
    ...(faults.length === 0 ? silenceQuestions(form.values) : []),
  ];
}

/** The manual's comparison of "Risultanti" and "Dichiarati" (§ 2.5), for the total. */
function totalQuestions(form: ApplicationForm, today: string): Question[] {
  const declared = form.values['household.declared.total'];
  const listed = resultingCounts(form, today).total ?? 0;
  if (declared === null || declared === listed) return [];
  return [{ field: 'household.declared.total', code: 'total-and-list', params: { declared, listed } }];
}

const annual = (values: FormValues, kinds: readonly (typeof incomeKinds)[number][]): Cents =>
  kinds.reduce((sum: Cents, kind) => sum + (values[`annualIncomes.${kind}`] ?? 0), 0);

function incomeQuestions(values: FormValues): Question[] {
  const monthly = values['monthlyMeans.income'];
  const year = annual(values, incomeKinds);
  const odd: Question[] = [];
  if (monthly !== null && Math.abs(monthly * 12 - year) > monthly * 12 * yearTolerance) {
    const params = { months: formatEuro(monthly * 12), year: formatEuro(year) };
    odd.push({ field: 'monthlyMeans.income', code: 'months-and-year', params });
  }
  if (values['sustenance.amount'] === 0) odd.push({ field: 'sustenance.amount', code: 'nothing-to-live-on' });
  return odd;
}

/** Declarations beside figures that say otherwise: the figure may be a mistake, or need explaining. */
function declarationQuestions(values: FormValues): Question[] {
  const support = annual(values, publicSupport);
  const year = formatEuro(support);
  const odd: [boolean, Question][] = [
    [
      values['declarations.noPublicSupport'] && support > 0,
      { field: 'declarations.noPublicSupport', code: 'no-support-and-income', params: { year } },
    ],
    [
      values['declarations.noOtherSupport'] && !values['declarations.noPublicSupport'] && support > 0,
      { field: 'declarations.noOtherSupport', code: 'no-support-and-income', params: { year } },
    ],
    [
      (values['declarations.supportMonthly'] ?? 0) > 0 && annual(values, incomeKinds) === 0,
      { field: 'declarations.supportMonthly', code: 'support-and-no-income' },
    ],
    [
      values['declarations.noOtherProperty'] && (values['monthlyMeans.property'] ?? 0) > 0,
      { field: 'declarations.noOtherProperty', code: 'property-and-income' },
    ],
    [
      values['declarations.noLiquidity'] && (values['monthlyMeans.bankBalance'] ?? 0) > 0,
      { field: 'declarations.noLiquidity', code: 'liquidity-and-balance' },
    ],
  ];
  return odd.flatMap(([holds, question]) => (holds ? [question] : []));
}

const silenceQuestions = (values: FormValues): Question[] =>
  declarationKinds.some((kind) => values[`declarations.${kind}`])
    ? []
    : [{ field: `declarations.${declarationKinds[0]}`, code: 'none-declared' }];
