/**
 * The citizen's form as data: every field once, with its section and kind. Pages are drawn, answers judged and
 * summaries written from this table; the words for people stand in the catalogue under the same names.
 */

export type FieldKind =
  | 'text'
  | 'longText'
  | 'money'
  | 'date'
  | 'fiscalCode'
  | 'phone'
  | 'mobile'
  | 'email'
  | 'count'
  | 'choice'
  | 'checkbox';

/** A condition under which a field is asked; otherwise it is neither shown as required nor read. */
export type FieldCondition =
  | 'for-somebody-else'
  | 'for-a-relative'
  | 'through-an-organisation'
  | 'no-monthly-income'
  | 'receives-support';

export interface FieldSpec {
  kind: FieldKind;
  /** A required box has to be ticked. */
  required: boolean;
  /** The values a choice has. */
  options?: readonly string[];
  /** Asked only when the condition holds. */
  when?: FieldCondition;
}

/** The sections of the application in the manual's order (§ 2), after the question who files it. */
export const sections = [
  'applicant',
  'beneficiary',
  'contacts',
  'residence',
  'need',
  'monthlyMeans',
  'housing',
  'sustenance',
  'household',
  'annualIncomes',
  'isee',
  'declarations',
] as const;

export type Section = (typeof sections)[number];

const required = <K extends FieldKind>(kind: K) => ({ kind, required: true }) as const;
const optional = <K extends FieldKind>(kind: K) => ({ kind, required: false }) as const;

/**
 * Who files: the beneficiary, a relative, or an organisation (CAF, patronato, third sector) with a mandate (DPR 445/2000
 * artt. 4 and 38 c. 3-bis).
 */
export const applicantRoles = ['beneficiary', 'relative', 'organisation'] as const;

/** The nine kinds of annual income of the household (manual § 2.7). */
export const incomeKinds = [
  'redditoCittadinanza',
  'naspi',
  'cassaIntegrazione',
  'reis',
  'contributiComune',
  'lavoro',
  'invalidita',
  'accompagnamento',
  'frequenza',
] as const;

/** The eight declarations under art. 76 DPR 445/2000 (manual § 2.8), in the manual's order. */
export const declarationKinds = [
  'socialServices',
  'residencePermit',
  'noOtherMunicipality',
  'noPublicSupport',
  'receivesSupport',
  'noOtherSupport',
  'noOtherProperty',
  'noLiquidity',
] as const;

export type DeclarationKind = (typeof declarationKinds)[number];

/** The classes of members that are counted beside the list (manual § 2.5). */
export const memberClasses = ['total', 'upTo6', 'minors', 'disabled', 'chronic', 'over65'] as const;

export type MemberClass = (typeof memberClasses)[number];

export const fields = {
  applicant: {
    'applicant.role': { kind: 'choice', required: false, options: applicantRoles },
    'applicant.relation': { kind: 'text', required: true, when: 'for-a-relative' },
    'applicant.organisation': { kind: 'text', required: true, when: 'through-an-organisation' },
    'applicant.mandate': { kind: 'checkbox', required: true, when: 'for-somebody-else' },
  },
  beneficiary: {
    'beneficiary.fiscalCode': required('fiscalCode'),
    'beneficiary.familyName': required('text'),
    'beneficiary.givenName': required('text'),
    'beneficiary.birthDate': required('date'),
    'beneficiary.birthPlace': required('text'),
  },
  contacts: {
    'contacts.phone': optional('phone'),
    'contacts.mobile': required('mobile'),
    'contacts.email': required('email'),
  },
  residence: {
    'residence.address': required('text'),
    'residence.municipality': required('text'),
    'domicile.address': optional('text'),
    'domicile.municipality': optional('text'),
  },
  need: { 'need.description': required('longText') },
  monthlyMeans: {
    'monthlyMeans.income': required('money'),
    'monthlyMeans.property': optional('money'),
    'monthlyMeans.bankBalance': required('money'),
  },
  housing: { 'housing.cost': optional('money') },
  sustenance: {
    'sustenance.description': { kind: 'longText', required: true, when: 'no-monthly-income' },
    'sustenance.amount': { kind: 'money', required: true, when: 'no-monthly-income' },
  },
  household: {
    'household.beneficiaryDisabled': optional('checkbox'),
    'household.declared.total': required('count'),
    'household.declared.upTo6': optional('count'),
    'household.declared.minors': optional('count'),
    'household.declared.disabled': optional('count'),
    'household.declared.chronic': optional('count'),
    'household.declared.over65': optional('count'),
    'household.notes': optional('longText'),
  },
  annualIncomes: {
    'annualIncomes.redditoCittadinanza': optional('money'),
    'annualIncomes.naspi': optional('money'),
    'annualIncomes.cassaIntegrazione': optional('money'),
    'annualIncomes.reis': optional('money'),
    'annualIncomes.contributiComune': optional('money'),
    'annualIncomes.lavoro': optional('money'),
    'annualIncomes.invalidita': optional('money'),
    'annualIncomes.accompagnamento': optional('money'),
    'annualIncomes.frequenza': optional('money'),
  },
  isee: { 'isee.amount': optional('money') },
  declarations: {
    'declarations.socialServices': optional('checkbox'),
    'declarations.residencePermit': optional('checkbox'),
    'declarations.noOtherMunicipality': optional('checkbox'),
    'declarations.noPublicSupport': optional('checkbox'),
    'declarations.receivesSupport': optional('checkbox'),
    'declarations.supportKind': { kind: 'text', required: true, when: 'receives-support' },
    'declarations.supportMonthly': { kind: 'money', required: true, when: 'receives-support' },
    'declarations.noOtherSupport': optional('checkbox'),
    'declarations.noOtherProperty': optional('checkbox'),
    'declarations.noLiquidity': optional('checkbox'),
  },
} as const satisfies Record<Section, Record<string, FieldSpec>>;

/** The fields of one further member of the household, under `members.{id}.`. */
export const memberFields = {
  fiscalCode: required('fiscalCode'),
  familyName: required('text'),
  givenName: required('text'),
  birthDate: required('date'),
  disabled: optional('checkbox'),
} as const satisfies Record<string, FieldSpec>;

export type MemberField = keyof typeof memberFields;

type FieldsOf<S extends Section> = (typeof fields)[S];
type UnionToIntersection<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void
  ? I
  : never;

export type FieldTable = UnionToIntersection<FieldsOf<Section>>;
export type FieldName = keyof FieldTable;

export const fieldTable = Object.assign({}, ...Object.values(fields)) as Record<FieldName, FieldSpec>;

const memberFieldName = /^members\.(m\d{1,3})\.([a-zA-Z]+)$/;

/** The name under which a member's answer is kept. */
export const memberFieldKey = (memberId: string, field: MemberField): string =>
  `members.${memberId}.${field}`;

/** What a field name means, or null when the form has no such field. */
export function fieldSpec(name: string): FieldSpec | null {
  if (Object.hasOwn(fieldTable, name)) return fieldTable[name as FieldName];
  const [, , field] = memberFieldName.exec(name) ?? [];
  return field && Object.hasOwn(memberFields, field) ? memberFields[field as MemberField] : null;
}

/** The members listed in the answers, by the order in which they were added. */
export function memberIds(answers: Readonly<Record<string, string>>): string[] {
  const ids = Object.keys(answers).flatMap((name) => memberFieldName.exec(name)?.[1] ?? []);
  return [...new Set(ids)].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1)));
}
