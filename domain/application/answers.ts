import { isCivilDate } from '../calendar';
import { fiscalCodeFault, normaliseFiscalCode } from '../fiscal-code';
import { parseEuro, type Cents } from '../money';
import { readMobile, readPhone, type Phone } from '../phone';
import type { FieldFault } from '../refusal';
import {
  fieldSpec,
  fieldTable,
  memberFieldKey,
  memberFields,
  memberIds,
  type FieldCondition,
  type FieldKind,
  type FieldName,
  type FieldSpec,
  type FieldTable,
  type MemberField,
} from './fields';

/**
 * What a person typed, by field name, exactly as typed. Drafts keep even what cannot be read yet, so that nothing is
 * lost; it is read into a form only when it is sent.
 */
export type Answers = Readonly<Record<string, string>>;

/** The value of a ticked box. */
export const ticked = 'si';

interface KindValue {
  text: string;
  longText: string;
  money: Cents;
  date: string;
  fiscalCode: string;
  phone: Phone;
  mobile: Phone;
  email: string;
  count: number;
  choice: string;
  checkbox: boolean;
}

type ValueOf<S extends FieldSpec> = S['kind'] extends 'checkbox' ? boolean : KindValue[S['kind']] | null;

export type FormValues = { [N in FieldName]: ValueOf<FieldTable[N]> };
export type Member = { [F in MemberField]: NonNullable<ValueOf<(typeof memberFields)[F]>> };

/** The application as judged: amounts in cents, dates `YYYY-MM-DD`, fields that were not asked null. */
export interface ApplicationForm {
  values: FormValues;
  /** Household members besides the beneficiary. */
  members: Member[];
}

export const textLimit = 200;
export const longTextLimit = 4000;

/** What no text can be kept with: the character NUL, or half of a surrogate pair. */
export const unkeepable = /\0|\p{Cs}/u;

type Reading<T> = { value: T } | { code: string };

const limited = (limit: number) => (text: string) =>
  text.length <= limit ? { value: text } : { code: 'too-long' };

const readers: { [K in FieldKind]: (text: string, today: string) => Reading<KindValue[K]> } = {
  text: limited(textLimit),
  longText: limited(longTextLimit),
  money: (text) => {
    const value = parseEuro(text);
    return value === null ? { code: 'money' } : { value };
  },
  date: (text, today) => {
    if (!isCivilDate(text) || text < '1900-01-01') return { code: 'date' };
    return text > today ? { code: 'date-future' } : { value: text };
  },
  fiscalCode: (text) => {
    const value = normaliseFiscalCode(text);
    const fault = fiscalCodeFault(value);
    return fault ? { code: `fiscal-code-${fault}` } : { value };
  },
  phone: (text) => {
    const value = readPhone(text);
    return value === null ? { code: 'phone' } : { value };
  },
  mobile: readMobile,
  email: (text) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text) && text.length <= textLimit
      ? { value: text }
      : { code: 'email' },
  choice: limited(textLimit),
  count: (text) => (/^\d{1,2}$/.test(text) ? { value: Number(text) } : { code: 'count' }),
  checkbox: (text) => ({ value: text === ticked }),
};

const roleOf = (answers: Answers): string => answers['applicant.role'] ?? '';

const conditions: Record<FieldCondition, (answers: Answers) => boolean> = {
  'for-somebody-else': (answers) => ['relative', 'organisation'].includes(roleOf(answers)),
  'for-a-relative': (answers) => roleOf(answers) === 'relative',
  'through-an-organisation': (answers) => roleOf(answers) === 'organisation',
  'no-monthly-income': (answers) => parseEuro(answers['monthlyMeans.income'] ?? '') === 0,
  'receives-support': (answers) => answers['declarations.receivesSupport'] === ticked,
};

/** Whether the field is asked, given the other answers (e.g. Mezzi di sostegno only at zero monthly income). */
export const isAsked = (spec: FieldSpec, answers: Answers): boolean =>
  spec.when === undefined || conditions[spec.when](answers);

/**
 * Reads one typed answer.
 *
 * @param today civil date `YYYY-MM-DD`
 * @returns the value (null where nothing was typed), or the code of what is wrong
 */
export function readAnswer<K extends FieldKind>(
  spec: FieldSpec & { kind: K },
  typed: string | undefined,
  today: string,
): Reading<KindValue[K] | null> {
  const text = typed?.trim() ?? '';
  if (text === '' && spec.required) return { code: spec.kind === 'checkbox' ? 'must-tick' : 'required' };
  if (text === '' && spec.kind !== 'checkbox') return { value: null };
  if (unkeepable.test(text)) return { code: 'characters' };
  if (spec.options && !spec.options.includes(text)) return { code: 'choice' };
  return readers[spec.kind](text, today);
}

/** Reads the whole form. The faults name every field that keeps it from being sent; without any, the form is whole. */
export function readAnswers(
  answers: Answers,
  today: string,
): { form: ApplicationForm; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const read = (name: string, spec: FieldSpec): unknown => {
    if (!isAsked(spec, answers)) return null;
    const reading = readAnswer(spec, answers[name], today);
    if ('value' in reading) return reading.value;
    faults.push({ field: name, code: reading.code });
    return null;
  };
  const values = Object.fromEntries(
    Object.entries(fieldTable).map(([name, spec]) => [name, read(name, spec)]),
  ) as FormValues;
  const members = memberIds(answers).map(
    (id) =>
      Object.fromEntries(
        Object.entries(memberFields).map(([field, spec]) => [
          field,
          read(memberFieldKey(id, field as MemberField), spec),
        ]),
      ) as Member,
  );
  return { form: { values, members }, faults: [...faults, ...contradictions(answers)] };
}

/**
 * Declarations that cannot be true together (manual § 2.8), each with the one it contradicts; the sentence of the code
 * names that one. The other five may all be true of one household.
 */
const contradicting = [
  ['declarations.noPublicSupport', 'declarations.receivesSupport', 'contradicts-receives-support'],
  ['declarations.noOtherSupport', 'declarations.receivesSupport', 'contradicts-receives-support'],
] as const satisfies [FieldName, FieldName, string][];

const contradictions = (answers: Answers): FieldFault[] =>
  contradicting
    .filter(([field, other]) => answers[field] === ticked && answers[other] === ticked)
    .map(([field, , code]) => ({ field, code }));

/** The answers a draft may keep: known fields, as text that can be kept. The faults name what was refused. */
export function refusedAnswers(answers: Answers): FieldFault[] {
  return Object.entries(answers).flatMap(([field, text]) => {
    if (fieldSpec(field) === null) return [{ field, code: 'unknown-field' }];
    if (unkeepable.test(text)) return [{ field, code: 'characters' }];
    return text.length > longTextLimit ? [{ field, code: 'too-long' }] : [];
  });
}
