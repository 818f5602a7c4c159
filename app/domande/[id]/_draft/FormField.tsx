import { useTranslations } from 'next-intl';
import { isAsked, type Answers } from '@/domain/application/answers';
import { fieldTable, type FieldName } from '@/domain/application/fields';
import { AnswerField } from './AnswerField';
import type { Compiler } from './compiler';

/** What browsers may fill in by themselves (WCAG 1.3.5): the person's own data. */
const autoComplete: Partial<Record<FieldName, string>> = {
  'beneficiary.familyName': 'family-name',
  'beneficiary.givenName': 'given-name',
  'beneficiary.birthDate': 'bday',
  'contacts.phone': 'home tel',
  'contacts.mobile': 'mobile tel',
  'contacts.email': 'email',
  'residence.address': 'street-address',
  'residence.municipality': 'address-level2',
};

type Props = {
  name: FieldName;
  answers: Answers;
  side?: 'left' | 'right';
  /** Where the group's own hint says it once. */
  hintless?: boolean;
  /** Required by the programme, where the form itself does not require it. */
  required?: boolean;
  /** Who fills it in, where it is not a citizen who may change everything. */
  by?: Compiler | undefined;
};

/** A field of the domain's table, with the catalogue's words under the same name. */
export function FormField({ name, answers, side, hintless, required = false, by }: Props) {
  const t = useTranslations('fields');
  const spec = fieldTable[name];
  const options = spec.options?.map((value) => ({
    value,
    label: t(`${name}.options.${value}` as Parameters<typeof t>[0]),
  }));
  const hintKey = `${name}.hint` as Parameters<typeof t>[0];
  const hint = by?.locked.has(name)
    ? t('locked')
    : hintless
      ? false
      : t.has(hintKey)
        ? t(hintKey)
        : undefined;
  return (
    <AnswerField
      name={name}
      label={t(`${name}.label`)}
      kind={spec.kind}
      answer={answers[name]}
      required={required || (spec.required && isAsked(spec, answers))}
      {...(hint !== undefined && { hint })}
      {...(autoComplete[name] && by?.own !== false && { autoComplete: autoComplete[name] })}
      {...(by?.locked.has(name) && { readOnly: true })}
      {...(side && { side })}
      {...(options && { options })}
    />
  );
}
