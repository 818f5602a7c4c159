import { disagreements, type Disagreement, type StatedPerson } from '../fiscal-code-agreement';
import { normaliseFiscalCode } from '../fiscal-code';
import { fullName } from '../person-name';
import type { PlaceNames } from '../places';
import type { FieldFault as Question } from '../refusal';
import type { Answers } from './answers';
import { memberFieldKey, memberIds } from './fields';

/** A person of the household, by the names under which their answers are kept. */
interface Person {
  key: (field: 'fiscalCode' | 'familyName' | 'givenName' | 'birthDate') => string;
  /** As typed; null where it is not asked, or names no place and is asked about as such. */
  birthPlace: string | null;
}

const disagreementCodes: Record<Disagreement, string> = {
  'family-name': 'code-family-name',
  'given-name': 'code-given-name',
  'birth-date': 'code-birth-date',
  'birth-place': 'code-birth-place',
};

/**
 * What to ask where a tax code and its person do not agree.
 *
 * @param unread names of the answers that cannot be read
 */
export function personQuestions(
  answers: Answers,
  unread: ReadonlySet<string>,
  placeNames: PlaceNames,
  today: string,
): Question[] {
  const birthPlace = answers['beneficiary.birthPlace'] ?? '';
  const people: Person[] = [
    {
      key: (field) => `beneficiary.${field}`,
      birthPlace: placeNames.known(birthPlace) ? birthPlace : null,
    },
    ...memberIds(answers).map((id): Person => ({
      key: (field) => memberFieldKey(id, field),
      birthPlace: null,
    })),
  ];
  return people.flatMap(({ key, birthPlace }) => {
    const stated = (['familyName', 'givenName', 'birthDate'] as const).map(
      (name) => answers[key(name)] ?? '',
    );
    const [familyName = '', givenName = '', birthDate = ''] = stated;
    const field = key('fiscalCode');
    const typed = answers[field];
    if (!typed || unread.has(field) || unread.has(key('birthDate')) || stated.includes('')) return [];
    const person: StatedPerson = { familyName, givenName, birthDate, birthPlace };
    return disagreements(normaliseFiscalCode(typed), person, placeNames.of, today).map((what) => ({
      field,
      code: disagreementCodes[what],
      params: { name: fullName(givenName, familyName) },
    }));
  });
}

/** What to ask where one tax code stands twice in the household. */
export function repeatedCodeQuestions(answers: Answers): Question[] {
  const beneficiary = normaliseFiscalCode(answers['beneficiary.fiscalCode'] ?? '');
  const before = new Set<string>();
  return memberIds(answers).flatMap((id) => {
    const field = memberFieldKey(id, 'fiscalCode');
    const code = normaliseFiscalCode(answers[field] ?? '');
    if (code === '') return [];
    if (code === beneficiary) return [{ field, code: 'member-is-beneficiary' }];
    if (before.has(code)) return [{ field, code: 'same-code-twice', params: { code } }];
    before.add(code);
    return [];
  });
}
