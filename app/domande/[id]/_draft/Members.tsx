import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { Answers } from '@/domain/application/answers';
import { memberFieldKey, memberFields, type MemberField } from '@/domain/application/fields';
import { isCivilDate } from '@/domain/calendar';
import { AnswerField } from './AnswerField';
import { memberFaults } from './answers-from';
import { FormField } from './FormField';

const nameOf = (familyName: string | undefined, givenName: string | undefined): string =>
  [familyName, givenName].filter(Boolean).join(' ');

/** The first of the household, in the list by themselves. */
export function Beneficiary({ answers }: { answers: Answers }) {
  const t = useTranslations('citizen.household');
  const written = nameOf(answers['beneficiary.familyName'], answers['beneficiary.givenName']);
  const name = written || t('beneficiary');
  return (
    <li>
      <div className="member" role="group" aria-label={name}>
        <p>
          <strong>{name}</strong>
          {written !== '' && <> ({t('beneficiary')})</>}
        </p>
        <FormField name="household.beneficiaryDisabled" answers={answers} />
      </div>
    </li>
  );
}

/** Somebody listed: the name, the box, and what is needed to correct or take away. */
export function Member({
  id,
  number,
  answers,
  today,
}: {
  id: string;
  number: number;
  answers: Answers;
  today: string;
}) {
  const t = useTranslations('citizen.household');
  const saved = (field: MemberField) => answers[memberFieldKey(id, field)];
  const name = nameOf(saved('familyName'), saved('givenName')) || t('member', { number });
  const birthDate = saved('birthDate') ?? '';
  return (
    <li>
      <div className="member" role="group" aria-label={name}>
        <p>
          <strong>{name}</strong>
          {isCivilDate(birthDate) && <>, {t('born', { day: birthDate.split('-').reverse().join('/') })}</>}
        </p>
        <MemberInput id={id} field="disabled" answers={answers} />
        <details className="member-details" open={memberFaults(answers, id, today).length > 0}>
          <summary>
            {t('edit')} <span className="visually-hidden">{name}</span>
          </summary>
          <PersonInputs id={id} answers={answers} />
        </details>
        <SubmitButton name="act" value={`togli:${id}`} look="link" icon="delete">
          {t('remove')} <span className="visually-hidden">{name}</span>
        </SubmitButton>
      </div>
    </li>
  );
}

/** "Inserimento altro componente": already named as the next member, so whichever button is pressed keeps them. */
export function NewMember({ id }: { id: string }) {
  const t = useTranslations('citizen.household');
  return (
    <fieldset className="fieldset new-member" data-autosave="off">
      <legend>
        <h2>{t('add')}</h2>
      </legend>
      <p className="field-hint">{t('addHint')}</p>
      <PersonInputs id={id} answers={{}} />
      <MemberInput id={id} field="disabled" answers={{}} />
      <SubmitButton name="act" value={`aggiungi:${id}`} look="secondary" icon="plus">
        {t('addButton')}
      </SubmitButton>
    </fieldset>
  );
}

function PersonInputs({ id, answers }: { id: string; answers: Answers }) {
  return (
    <div className="field-columns">
      {(['fiscalCode', 'familyName', 'givenName', 'birthDate'] as const).map((field) => (
        <MemberInput key={field} id={id} field={field} answers={answers} />
      ))}
    </div>
  );
}

function MemberInput({ id, field, answers }: { id: string; field: MemberField; answers: Answers }) {
  const t = useTranslations('fields.members');
  const name = memberFieldKey(id, field);
  return (
    <AnswerField
      name={name}
      label={t(`${field}.label`)}
      kind={memberFields[field].kind}
      answer={answers[name]}
    />
  );
}
