import { ageOn } from '../calendar';
import type { HouseholdFacts, PersonFacts } from '../programme/facts';
import type { RegisterEvidence } from '../register/registers';
import type { ApplicationForm } from './answers';

/** What the office knows of a household besides what was declared; null where it does not. */
export type KnownFacts = Pick<HouseholdFacts, 'helpedBefore' | 'needsMedicines'>;

const nothingKnown: KnownFacts = { helpedBefore: null, needsMedicines: null };

/**
 * What an application declares, as rules read it.
 *
 * @param today the civil day `YYYY-MM-DD` on which ages are counted
 */
export function declaredFacts(
  { values, members }: ApplicationForm,
  today: string,
  known: KnownFacts = nothingKnown,
): HouseholdFacts {
  return {
    people: [
      personOn(today, values['beneficiary.birthDate'], values['household.beneficiaryDisabled']),
      ...members.map(({ birthDate, disabled }) => personOn(today, birthDate, disabled)),
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

/**
 * What is known of a household, as rules read it: what registers answered in the place of what was declared (manual § 2.5:
 * declared figures are verified), each fact with its source. Who is disabled stays as declared.
 */
export function verifiedFacts(
  form: ApplicationForm,
  today: string,
  { household, isee }: RegisterEvidence,
  known: KnownFacts,
): HouseholdFacts {
  const declared = declaredFacts(form, today, known);
  const disabled = new Set(form.members.flatMap((member) => (member.disabled ? [member.fiscalCode] : [])));
  if (form.values['household.beneficiaryDisabled']) disabled.add(form.values['beneficiary.fiscalCode'] ?? '');
  return {
    ...declared,
    ...(household && {
      people: household.members.map(({ birthDate, fiscalCode }) =>
        personOn(today, birthDate, disabled.has(fiscalCode)),
      ),
    }),
    ...(isee && { isee: isee.iseeCents }),
    sources: {
      ...(household && { people: 'anagrafe' }),
      ...(isee && { isee: 'inps' }),
      ...(known.helpedBefore !== null && { helpedBefore: 'ufficio' }),
    },
  };
}

const personOn = (today: string, birthDate: string | null, disabled: boolean): PersonFacts => ({
  age: birthDate ? ageOn(birthDate, today) : null,
  birthYear: birthDate ? Number(birthDate.slice(0, 4)) : null,
  disabled,
});
