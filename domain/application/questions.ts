import { disagreements, type Disagreement, type StatedPerson } from '../fiscal-code-agreement';
import { formatEuro, type Cents } from '../money';
import type { PlaceNames } from '../places';
import type { FieldFault } from '../refusal';
import { readAnswers, type Answers, type FormValues } from './answers';
import { incomeKinds, memberFieldKey, memberIds } from './fields';

/** Something odd in the answers, asked and never refused: it may be true. Named and worded like a fault. */
export type Question = FieldFault;

/** By how much a year may differ from twelve months before it is asked about: hours, bonuses, a job begun or lost. */
const yearTolerance = 0.5;

/**
 * What to ask about the answers as they are: tax codes that do not agree with the person, months that do not make the
 * year, declarations that do not agree with the figures.
 *
 * @param today civil date `YYYY-MM-DD`
 */
export function questionsOn(answers: Answers, placeNames: PlaceNames, today: string): Question[] {
  const { form, faults } = readAnswers(answers, today);
  const unread = new Set(faults.map(({ field }) => field));
  return [
    ...personQuestions(answers, unread, placeNames, today),
    ...incomeQuestions(form.values),
    ...declarationQuestions(form.values),
  ];
}

function personQuestions(
  answers: Answers,
  unread: ReadonlySet<string>,
  placeNames: PlaceNames,
  today: string,
): Question[] {
  const people = [
    { key: (field: string) => `beneficiary.${field}`, birthPlace: answers['beneficiary.birthPlace'] ?? null },
    ...memberIds(answers).map((id) => ({
      key: (field: string) => memberFieldKey(id, field as 'fiscalCode'),
      birthPlace: null,
    })),
  ];
  return people.flatMap(({ key, birthPlace }) => {
    const field = key('fiscalCode');
    const stated = (['familyName', 'givenName', 'birthDate'] as const).map(
      (name) => answers[key(name)] ?? '',
    );
    const [familyName = '', givenName = '', birthDate = ''] = stated;
    if (unread.has(field) || !answers[field] || stated.includes('')) return [];
    const code = answers[field].replaceAll(/\s/g, '').toUpperCase();
    const person: StatedPerson = { familyName, givenName, birthDate, birthPlace };
    return disagreements(code, person, placeNames, today).map((what) => ({
      field,
      code: disagreementCodes[what],
      params: { name: `${givenName} ${familyName}` },
    }));
  });
}

const disagreementCodes: Record<Disagreement, string> = {
  'family-name': 'code-family-name',
  'given-name': 'code-given-name',
  'birth-date': 'code-birth-date',
  'birth-place': 'code-birth-place',
};

function incomeQuestions(values: FormValues): Question[] {
  const monthly = values['monthlyMeans.income'];
  const annual = incomeKinds.reduce((sum: Cents, kind) => sum + (values[`annualIncomes.${kind}`] ?? 0), 0);
  if (monthly === null || Math.abs(monthly * 12 - annual) <= monthly * 12 * yearTolerance) return [];
  const params = { months: formatEuro(monthly * 12), year: formatEuro(annual) };
  return [{ field: 'monthlyMeans.income', code: 'months-and-year', params }];
}

function declarationQuestions(values: FormValues): Question[] {
  const odd: [boolean, Question][] = [
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
