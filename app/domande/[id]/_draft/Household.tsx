import { useTranslations } from 'next-intl';
import type { Answers } from '@/domain/application/answers';
import { memberIds } from '@/domain/application/fields';
import { nextMemberId } from './answers-from';
import { FormField } from './FormField';
import { HouseholdCounts } from './HouseholdCounts';
import { Beneficiary, Member, NewMember } from './Members';

type Props = {
  answers: Answers;
  today: string;
  /** Says that the list was just changed. */
  changed: boolean;
};

/** The manual's box Nucleo (§ 2.5): who lives together, somebody more, the figures that result and are declared. */
export function Household({ answers, today, changed }: Props) {
  const t = useTranslations('citizen.household');
  return (
    <div id="nucleo">
      {changed && (
        <p className="saved-note" role="status">
          {t('saved')}
        </p>
      )}
      <ul className="member-list">
        <Beneficiary answers={answers} />
        {memberIds(answers).map((id, index) => (
          <Member key={id} id={id} number={index + 2} answers={answers} today={today} />
        ))}
      </ul>
      <NewMember id={nextMemberId(answers)} />
      <HouseholdCounts answers={answers} today={today} />
      <FormField name="household.notes" answers={answers} />
    </div>
  );
}
