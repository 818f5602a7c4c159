import { useTranslations } from 'next-intl';
import { isAsked, type Answers } from '@/domain/application/answers';
import type { IdentityMethod } from '@/domain/identity/identity';
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
  /** The identity whose word the answer is: it is shown and not changed. */
  certifiedBy?: IdentityMethod | null;
};

/** A field of the domain's table, with the catalogue's words under the same name. */
export function FormField(props: Props) {
  const { name, answers, side, hintless, required = false, by, certifiedBy = null } = props;
  const t = useTranslations('fields');
  const tIdentity = useTranslations('identity');
  const spec = fieldTable[name];
  const options = spec.options?.map((value) => ({
    value,
    label: t(`${name}.options.${value}` as Parameters<typeof t>[0]),
  }));
  const hintKey = `${name}.hint` as Parameters<typeof t>[0];
  const locked = by?.locked.has(name) === true;
  const own = hintless ? false : t.has(hintKey) ? t(hintKey) : undefined;
  const reason = locked ? t('locked') : own;
  const hint = certifiedBy === null ? reason : tIdentity('certifiedField', { method: certifiedBy });
  return (
    <AnswerField
      name={name}
      label={t(`${name}.label`)}
      kind={spec.kind}
      answer={answers[name]}
      required={certifiedBy === null && (required || (spec.required && isAsked(spec, answers)))}
      readOnly={certifiedBy !== null || locked}
      {...(hint !== undefined && { hint })}
      {...(autoComplete[name] && by?.own !== false && { autoComplete: autoComplete[name] })}
      {...(side && { side })}
      {...(options && { options })}
    />
  );
}
