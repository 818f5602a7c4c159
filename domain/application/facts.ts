import { ageOn } from '../calendar';
import type { HouseholdFacts, PersonFacts } from '../programme/facts';
import type { ApplicationForm } from './answers';

/** What the office knows of a household besides what was declared; null where it does not. */
export type KnownFacts = Pick<HouseholdFacts, 'helpedBefore' | 'needsMedicines'>;

/**
 * What an application declares, as rules read it.
 *
 * @param today the civil day `YYYY-MM-DD` on which ages are counted
 */
export function declaredFacts(
  { values, members }: ApplicationForm,
  today: string,
  known: KnownFacts = { helpedBefore: null, needsMedicines: null },
): HouseholdFacts {
  const person = (birthDate: string | null, disabled: boolean): PersonFacts => ({
    age: birthDate ? ageOn(birthDate, today) : null,
    birthYear: birthDate ? Number(birthDate.slice(0, 4)) : null,
    disabled,
  });
  return {
    people: [
      person(values['beneficiary.birthDate'], values['household.beneficiaryDisabled']),
      ...members.map(({ birthDate, disabled }) => person(birthDate, disabled)),
    ],
    chronic: values['household.declared.chronic'] ?? 0,
    isee: values['isee.amount'],
    monthlyIncome: values['monthlyMeans.income'],
    liquidAssets: values['monthlyMeans.bankBalance'],
    monthlySupport: values['declarations.receivesSupport'] ? values['declarations.supportMonthly'] : 0,
    housingCost: values['housing.cost'],
    ...known,
  };
}
