import { readAnswer, ticked, type Answers } from '../application/answers';
import { ibanFault, normaliseIban } from '../iban';
import { readPostalCode } from '../postal-code';
import type { FieldFault } from '../refusal';
import { shopCategories, type ShopCategory } from './categories';
import { merchantDeclarations } from './declarations';
import { normaliseVatNumber, vatNumberFault } from './vat-number';

type Reading = { value: string } | { code: string };
type Kind = 'text' | 'email' | 'phone' | 'fiscalCode' | 'vatNumber' | 'iban' | 'postalCode';

const plain = (kind: 'text' | 'email' | 'phone' | 'fiscalCode') => (text: string) => {
  const reading = readAnswer({ kind, required: true }, text, '');
  return 'code' in reading ? reading : { value: reading.value ?? '' };
};

const checked = <F extends string>(value: string, fault: F | null): Reading =>
  fault === null ? { value } : { code: fault };

const readers: Record<Kind, (text: string) => Reading> = {
  text: plain('text'),
  email: plain('email'),
  phone: plain('phone'),
  fiscalCode: plain('fiscalCode'),
  vatNumber: (text) => {
    const value = normaliseVatNumber(text);
    return checked(value, vatNumberFault(value));
  },
  iban: (text) => {
    const value = normaliseIban(text);
    return checked(value, ibanFault(value));
  },
  postalCode: (text) => readPostalCode(text, null),
};

interface Spec {
  kind: Kind;
  required: boolean;
}

/** The business, as it is asked for and as the office edits it. */
export const businessFields = {
  legalName: { kind: 'text', required: true },
  name: { kind: 'text', required: false },
  representative: { kind: 'text', required: true },
  vatNumber: { kind: 'vatNumber', required: true },
  fiscalCode: { kind: 'fiscalCode', required: false },
  address: { kind: 'text', required: true },
  email: { kind: 'email', required: true },
  pec: { kind: 'email', required: false },
  phone: { kind: 'phone', required: true },
} as const satisfies Record<string, Spec>;

export type BusinessField = keyof typeof businessFields;

/** The account that a merchant is paid to. */
export const accountFields = {
  iban: { kind: 'iban', required: true },
  ibanHolder: { kind: 'text', required: false },
} as const satisfies Record<string, Spec>;

/** A shop, besides what it sells. */
export const shopFields = {
  name: { kind: 'text', required: true },
  address: { kind: 'text', required: true },
  postalCode: { kind: 'postalCode', required: true },
  municipality: { kind: 'text', required: true },
  phone: { kind: 'phone', required: false },
} as const satisfies Record<string, Spec>;

/** Somebody who will sign in for a merchant. */
export const personFields = {
  familyName: { kind: 'text', required: true },
  givenName: { kind: 'text', required: true },
  email: { kind: 'email', required: false },
} as const satisfies Record<string, Spec>;

type Values<S extends Record<string, Spec>> = {
  [F in keyof S]: S[F]['required'] extends true ? string : string | null;
};

/** What was read, whole only where there is no fault. */
export interface Read<T> {
  values: T;
  faults: FieldFault[];
}

/**
 * Reads the fields of a table as they were typed.
 *
 * @param prefix of the fields' names in the form, e.g. `shop.`
 */
export function readFields<S extends Record<string, Spec>>(
  fields: S,
  answers: Answers,
  prefix = '',
): Read<Values<S>> {
  const faults: FieldFault[] = [];
  const entries = Object.entries<Spec>(fields).map(([name, { kind, required }]) => {
    const field = prefix + name;
    const text = answers[field]?.trim() ?? '';
    if (text === '' && !required) return [name, null];
    const reading = text === '' ? { code: 'required' } : readers[kind](text);
    if ('value' in reading) return [name, reading.value];
    faults.push({ field, code: reading.code });
    return [name, null];
  });
  return { values: Object.fromEntries(entries) as Values<S>, faults };
}

export type Business = Values<typeof businessFields> & { name: string; fiscalCode: string };

/** Reads a business. It is called by its legal name where it gives no other, and most have their VAT number for tax code. */
export function readBusiness(answers: Answers): Read<Business> {
  const { values, faults } = readFields(businessFields, answers);
  const { name, fiscalCode, legalName, vatNumber } = values;
  return { values: { ...values, name: name ?? legalName, fiscalCode: fiscalCode ?? vatNumber }, faults };
}

export type ShopData = Values<typeof shopFields> & { categories: ShopCategory[] };

/** Reads a shop. Its categories are boxes, each a field of its own: `categories.panificio`. */
export function readShop(answers: Answers, prefix = ''): Read<ShopData> {
  const { values, faults } = readFields(shopFields, answers, prefix);
  const categories = shopCategories.filter((category) => `${prefix}categories.${category}` in answers);
  if (categories.length === 0) faults.push({ field: `${prefix}categories`, code: 'choose-category' });
  return { values: { ...values, categories }, faults };
}

/** The declarations that were not accepted, each by its box `declarations.no-minimum`. */
export const unacceptedDeclarations = (answers: Answers): FieldFault[] =>
  merchantDeclarations
    .map((declaration) => `declarations.${declaration}`)
    .filter((field) => answers[field] !== ticked)
    .map((field) => ({ field, code: 'must-tick' }));
