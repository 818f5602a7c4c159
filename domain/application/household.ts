import { ageOn } from '../calendar';
import { readFiscalCode } from '../fiscal-code';
import type { RegisterHousehold } from '../register/registers';
import type { ApplicationForm } from './answers';
import { memberClasses, type MemberClass } from './fields';

/** Counts of household members by class; null where the list cannot tell (chronic illness is only declared). */
export type MemberCounts = Record<MemberClass, number | null>;

/** Age classes of the manual's table (§ 2.5), in completed years on the day of the application. */
const ageClasses: Partial<Record<MemberClass, (age: number) => boolean>> = {
  upTo6: (age) => age <= 6,
  minors: (age) => age < 18,
  over65: (age) => age >= 65,
};

/** A person of the list, of whom date of birth or tax code may still be missing. */
type Person = { birthDate: string | null; fiscalCode: string | null };

/**
 * Completed years on a civil day, by the date of birth as stated, else by the tax code, whose two-digit year means the
 * latest century: who is a hundred is counted right only by the date. Null where neither can be read.
 */
function ageOf({ birthDate, fiscalCode }: Person, day: string): number | null {
  const born = birthDate ?? (fiscalCode && readFiscalCode(fiscalCode, day)?.birthDate);
  return born ? ageOn(born, day) : null;
}

/**
 * The "Risultanti" column: what follows from the members listed, the beneficiary included.
 *
 * @param today civil date `YYYY-MM-DD`
 */
export function resultingCounts({ values, members }: ApplicationForm, today: string): MemberCounts {
  const people = [
    {
      birthDate: values['beneficiary.birthDate'],
      fiscalCode: values['beneficiary.fiscalCode'],
      disabled: values['household.beneficiaryDisabled'],
    },
    ...members,
  ];
  return {
    ...countsByAge(people, today),
    disabled: people.filter(({ disabled }) => disabled).length,
  };
}

/** The "Anagrafe" column: what follows from the household as it is registered, where disability is not known. */
export const registeredCounts = ({ members }: RegisterHousehold, today: string): MemberCounts =>
  countsByAge(members, today);

function countsByAge(people: readonly Person[], today: string): MemberCounts {
  const ages = people.flatMap((person) => ageOf(person, today) ?? []);
  const count = (memberClass: MemberClass): number | null => {
    const inClass = ageClasses[memberClass];
    return inClass ? ages.filter(inClass).length : null;
  };
  return {
    ...(Object.fromEntries(memberClasses.map((name) => [name, count(name)])) as MemberCounts),
    total: people.length,
  };
}

/** The "Dichiarati" column: what the person declared. */
export function declaredCounts({ values }: ApplicationForm): MemberCounts {
  return Object.fromEntries(
    memberClasses.map((name) => [name, values[`household.declared.${name}`]]),
  ) as MemberCounts;
}

/** The tax codes of everybody in the household, each once; two applications that share one are of one household. */
export function householdCodes({ values, members }: ApplicationForm): string[] {
  const codes = [values['beneficiary.fiscalCode'], ...members.map(({ fiscalCode }) => fiscalCode)];
  return [...new Set(codes.filter((code) => code !== null))];
}
