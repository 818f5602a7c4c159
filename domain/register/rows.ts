import { isCivilDate } from '../calendar';
import { fiscalCodeFault, normaliseFiscalCode } from '../fiscal-code';
import { parseEuro } from '../money';
import { plainLetters } from '../plain-letters';
import type { RegisterIsee, RegisterName, RegisterPerson } from './registers';

/** Something wrong in a file, by row and column as a spreadsheet shows them. It never repeats what stands in the cell. */
export interface RowFault {
  /** From 1, the heading included; null where the file as a whole is wrong. */
  row: number | null;
  /** As the column is called on the page; null where the row as a whole is wrong. */
  column: string | null;
  /** Names the sentence in the catalogue. */
  code: string;
}

/** A column of a file: what it may be called (letters alone count), and whether the file is nothing without it. */
interface ColumnSpec {
  names: readonly string[];
  required: boolean;
  read: (text: string, today: string) => { value: unknown } | { code: string };
}

type Reading = ReturnType<ColumnSpec['read']>;

const longestText = 200;

const text = (value: string): Reading => (value.length > longestText ? { code: 'too-long' } : { value });

const code = (value: string): Reading => {
  const normalised = normaliseFiscalCode(value);
  const fault = fiscalCodeFault(normalised);
  return fault ? { code: `fiscal-code-${fault}` } : { value: normalised };
};

/** `31/12/1990`, `31-12-1990` or `1990-12-31`. */
const day = (value: string, today: string): Reading => {
  const [, date = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(value) ?? [];
  const civil = year === '' ? value : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (!isCivilDate(civil) || civil < '1850-01-01') return { code: 'date' };
  return civil > today ? { code: 'date-future' } : { value: civil };
};

const money = (value: string): Reading => {
  const amount = parseEuro(value);
  return amount === null ? { code: 'money' } : { value: amount };
};

const answers: Record<string, boolean> = { si: true, s: true, x: true, no: false, n: false };

const yesNo = (value: string): Reading => {
  const answer = answers[plainLetters(value).toLowerCase()];
  return answer === undefined ? { code: 'register-yes-no' } : { value: answer };
};

const required = (read: ColumnSpec['read'], ...names: string[]): ColumnSpec => ({
  names,
  required: true,
  read,
});
const optional = (read: ColumnSpec['read'], ...names: string[]): ColumnSpec => ({
  ...required(read, ...names),
  required: false,
});

/** The columns of each register's file, by the names of what they hold. The first name is the one the page shows. */
export const registerColumns = {
  anagrafe: {
    fiscalCode: required(code, 'codice fiscale', 'cf', 'cod fiscale'),
    familyName: required(text, 'cognome'),
    givenName: required(text, 'nome'),
    birthDate: required(day, 'data di nascita', 'data nascita', 'nato il', 'nascita'),
    household: required(
      text,
      'identificativo famiglia',
      'id famiglia',
      'codice famiglia',
      'famiglia',
      'numero famiglia',
    ),
    relation: optional(text, 'relazione', 'relazione di parentela', 'parentela', 'rapporto di parentela'),
    municipality: optional(text, 'comune di residenza', 'comune', 'residenza'),
  },
  isee: {
    fiscalCode: required(code, 'codice fiscale', 'cf', 'cod fiscale'),
    iseeCents: required(money, 'importo isee', 'isee', 'valore isee', 'indicatore'),
    dsu: optional(text, 'protocollo dsu', 'dsu', 'numero protocollo dsu'),
    dsuOn: optional(day, 'data dsu', 'data presentazione', 'data di presentazione'),
    differs: optional(yesNo, 'difformita', 'presenza difformita', 'omissioni o difformita'),
  },
} as const satisfies Record<RegisterName, Record<string, ColumnSpec>>;

/** A row of each register's file once it has been read. */
export interface RegisterRow {
  anagrafe: RegisterPerson & { household: string };
  isee: RegisterIsee & { fiscalCode: string };
}

/** Where each column stands in a file; null for one it does not have. */
export type Places = Record<string, number | null>;

const key = (name: string): string => plainLetters(name).toLowerCase();

const columnsOf = (register: RegisterName): [string, ColumnSpec][] =>
  Object.entries<ColumnSpec>(registerColumns[register]);

/** What a column is called on the page and in faults. */
const nameOf = ({ names }: ColumnSpec): string => names[0] ?? '';

/** Finds the columns by a file's heading, in any order and spelling; unknown ones are left alone. */
export function placesIn(
  register: RegisterName,
  heading: readonly string[],
): { places: Places; faults: RowFault[] } {
  const keys = heading.map(key);
  const found = columnsOf(register).map(([field, spec]) => {
    const at = keys.flatMap((each, index) => (spec.names.some((name) => key(name) === each) ? [index] : []));
    return { field, spec, at };
  });
  return {
    places: Object.fromEntries(found.map(({ field, at }) => [field, at[0] ?? null])),
    faults: found.flatMap(({ spec, at }): RowFault[] => {
      if (at.length > 1) return [{ row: 1, column: nameOf(spec), code: 'register-column-twice' }];
      return at.length === 0 && spec.required
        ? [{ row: 1, column: nameOf(spec), code: 'register-column-missing' }]
        : [];
    }),
  };
}

/**
 * Reads one row: what it holds, or every fault in it.
 *
 * @param today civil date `YYYY-MM-DD`
 */
export function readRow<R extends RegisterName>(
  register: R,
  places: Places,
  cells: readonly string[],
  row: number,
  today: string,
): { value: RegisterRow[R] } | { faults: RowFault[] } {
  const faults: RowFault[] = [];
  const values = columnsOf(register).map(([field, spec]) => {
    const at = places[field];
    const typed = at === null || at === undefined ? '' : (cells[at] ?? '').trim();
    const reading = readCell(spec, typed, today);
    if ('value' in reading) return [field, reading.value];
    faults.push({ row, column: nameOf(spec), code: reading.code });
    return [field, null];
  });
  if (faults.length > 0) return { faults };
  const value = Object.fromEntries(values) as RegisterRow[R];
  return {
    value: register === 'isee' ? { ...value, differs: (value as RegisterIsee).differs ?? false } : value,
  };
}

function readCell(spec: ColumnSpec, typed: string, today: string): Reading {
  if (typed === '') return spec.required ? { code: 'register-empty-cell' } : { value: null };
  // What no database text can hold.
  return /[\0\uFFFD]|\p{Cs}/u.test(typed) ? { code: 'characters' } : spec.read(typed, today);
}
