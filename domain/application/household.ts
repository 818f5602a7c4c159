import { ageOn } from '../calendar';
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

/** The "Risultanti" column: what follows from the members listed, the beneficiary included. */
export function resultingCounts({ values, members }: ApplicationForm, today: string): MemberCounts {
  const people = [
    { birthDate: values['beneficiary.birthDate'], disabled: values['household.beneficiaryDisabled'] },
    ...members,
  ];
  const ages = people.flatMap(({ birthDate }) => (birthDate ? [ageOn(birthDate, today)] : []));
  const count = (memberClass: MemberClass): number | null => {
    const inClass = ageClasses[memberClass];
    return inClass ? ages.filter(inClass).length : null;
  };
  return {
    ...(Object.fromEntries(memberClasses.map((name) => [name, count(name)])) as MemberCounts),
    total: people.length,
    disabled: people.filter(({ disabled }) => disabled).length,
  };
}

/** The "Dichiarati" column: what the person declared. */
export function declaredCounts({ values }: ApplicationForm): MemberCounts {
  return Object.fromEntries(
    memberClasses.map((name) => [name, values[`household.declared.${name}`]]),
  ) as MemberCounts;
}
