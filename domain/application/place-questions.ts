import { normaliseFiscalCode, readFiscalCode } from '../fiscal-code';
import { keysIn, placeKey } from '../place-names';
import type { PlaceNames } from '../places';
import type { FieldFault as Question } from '../refusal';
import type { Answers } from './answers';
import type { FieldName } from './fields';

/** The answers that name a municipality, or the foreign state of birth. */
const placeFields = [
  'beneficiary.birthPlace',
  'residence.municipality',
  'domicile.municipality',
] as const satisfies FieldName[];

/**
 * What to ask about the places: names that no place has, with the one that was probably meant, and a residence
 * elsewhere than where the programme is.
 *
 * @param unread names of the answers that cannot be read
 * @param municipality the municipality that runs the programme, e.g. `Assemini`
 */
export function placeQuestions(
  answers: Answers,
  unread: ReadonlySet<string>,
  placeNames: PlaceNames,
  municipality: string,
  today: string,
): Question[] {
  const inCode = unread.has('beneficiary.fiscalCode') ? [] : birthPlaceInCode(answers, placeNames, today);
  const likely = { 'beneficiary.birthPlace': inCode, 'residence.municipality': [municipality] };
  const unknown = placeFields.flatMap((field): Question[] => {
    const place = answers[field]?.trim() ?? '';
    if (place === '' || unread.has(field) || placeNames.known(place)) return [];
    const suggestion = placeNames.nearTo(place, field in likely ? likely[field as keyof typeof likely] : []);
    return suggestion === null
      ? [{ field, code: 'unknown-place', params: { place } }]
      : [{ field, code: 'unknown-place-near', params: { place, suggestion } }];
  });
  return [...unknown, ...residenceElsewhere(answers, placeNames, municipality)];
}

function residenceElsewhere(answers: Answers, placeNames: PlaceNames, municipality: string): Question[] {
  const residence = answers['residence.municipality'] ?? '';
  if (!placeNames.known(residence) || keysIn(residence).includes(placeKey(municipality))) return [];
  return [{ field: 'residence.municipality', code: 'residence-elsewhere', params: { municipality } }];
}

/** Names of the place of birth that the beneficiary's tax code has. */
function birthPlaceInCode(answers: Answers, placeNames: PlaceNames, today: string): readonly string[] {
  const code = normaliseFiscalCode(answers['beneficiary.fiscalCode'] ?? '');
  const facts = code === '' ? null : readFiscalCode(code, today);
  return facts ? placeNames.of(facts.birthPlace) : [];
}
