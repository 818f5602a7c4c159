import type { ApplicationForm } from '../application/answers';
import { fullName } from '../person-name';
import { placeKey } from '../place-names';
import type { Cents } from '../money';
import type { RegisterEvidence, RegisterHousehold, RegisterIsee } from './registers';

/** Where what was declared and what a register says part, one for each thing to look into. */
export type Difference =
  /** Declared, and in the register not of this household. */
  | { kind: 'not-registered'; name: string }
  /** Of this household by the register, and not declared. */
  | { kind: 'not-declared'; name: string }
  | { kind: 'birth-date'; name: string; declared: string; registered: string }
  | { kind: 'elsewhere'; name: string; municipality: string }
  | { kind: 'isee-value'; declared: Cents; registered: Cents }
  /** Nothing was declared, and INPS knows an ISEE. */
  | { kind: 'isee-undeclared'; registered: Cents }
  /** INPS itself notes omissions or differences in the declaration. */
  | { kind: 'isee-flagged' };

/**
 * What was declared beside what the registers say.
 *
 * @param municipality the municipality that runs the programme, e.g. `Assemini`
 */
export const differencesFrom = (
  form: ApplicationForm,
  { household, isee }: RegisterEvidence,
  municipality: string,
): Difference[] => [
  ...(household ? householdDifferences(form, household, municipality) : []),
  ...(isee ? iseeDifferences(form, isee) : []),
];

interface Declared {
  fiscalCode: string;
  name: string;
  birthDate: string | null;
}

function declaredPeople({ values, members }: ApplicationForm): Declared[] {
  return [
    {
      fiscalCode: values['beneficiary.fiscalCode'] ?? '',
      name: fullName(values['beneficiary.givenName'] ?? '', values['beneficiary.familyName'] ?? ''),
      birthDate: values['beneficiary.birthDate'],
    },
    ...members.map(({ fiscalCode, givenName, familyName, birthDate }) => ({
      fiscalCode,
      name: fullName(givenName, familyName),
      birthDate,
    })),
  ];
}

function householdDifferences(
  form: ApplicationForm,
  { members }: RegisterHousehold,
  municipality: string,
): Difference[] {
  const declared = declaredPeople(form);
  const registered = new Map(members.map((member) => [member.fiscalCode, member]));
  const known = new Set(declared.map(({ fiscalCode }) => fiscalCode));
  const ofDeclared = declared.flatMap(({ fiscalCode, name, birthDate }): Difference[] => {
    const found = registered.get(fiscalCode);
    if (!found) return [{ kind: 'not-registered', name }];
    return birthDate === null || birthDate === found.birthDate
      ? []
      : [{ kind: 'birth-date', name, declared: birthDate, registered: found.birthDate }];
  });
  const undeclared = members
    .filter(({ fiscalCode }) => !known.has(fiscalCode))
    .map(({ givenName, familyName }): Difference => ({
      kind: 'not-declared',
      name: fullName(givenName, familyName),
    }));
  const elsewhere = members.flatMap((member): Difference[] => {
    if (member.municipality === null || placeKey(member.municipality) === placeKey(municipality)) return [];
    const name = fullName(member.givenName, member.familyName);
    return [{ kind: 'elsewhere', name, municipality: member.municipality }];
  });
  return [...ofDeclared, ...undeclared, ...elsewhere];
}

function iseeDifferences({ values }: ApplicationForm, { iseeCents, differs }: RegisterIsee): Difference[] {
  const declared = values['isee.amount'];
  const found: Difference[] = [];
  if (declared === null) found.push({ kind: 'isee-undeclared', registered: iseeCents });
  else if (declared !== iseeCents) found.push({ kind: 'isee-value', declared, registered: iseeCents });
  if (differs) found.push({ kind: 'isee-flagged' });
  return found;
}
