/**
 * What a programme's form is made of. From one table of parts (`sections.ts`) pages are drawn, drafts read into rules,
 * rules written back into fields, and faults given their field.
 */
export type Part =
  | { kind: 'text' | 'longText' | 'money' | 'count' | 'day'; optional?: boolean }
  /** A civil moment in Europe/Rome: `.day` and `.time`. */
  | { kind: 'moment' }
  /** A length of time: `.count` and `.unit`. */
  | { kind: 'term'; optional?: boolean }
  /** A box; unticked it stands for nothing. */
  | { kind: 'tick' }
  | { kind: 'choice'; options: readonly string[]; optional?: boolean }
  /** Some of a closed list, a box each; none stands for no list. */
  | { kind: 'ticks'; options: readonly string[] }
  /** A figure that rules may speak of: `.quantity`, and `.from` and `.to` for years; `also` are words it may be instead. */
  | { kind: 'quantity'; also?: readonly string[] }
  /** See `condition.ts`. */
  | { kind: 'condition' }
  | GroupPart
  | ListPart
  | VariantPart
  /** A part whose value the rules hold in another shape. */
  | {
      kind: 'shaped';
      part: Part;
      toRules: (value: unknown) => unknown;
      fromRules: (value: unknown) => unknown;
    };

export type Parts = Readonly<Record<string, Part>>;

/** Parts under their names; `optional`: all empty stands for nothing. */
export interface GroupPart {
  kind: 'group';
  parts: Parts;
  optional?: boolean;
}

/** Rows, each of the same part. */
export interface ListPart {
  kind: 'list';
  row: Part;
  most: number;
  /** At least one row is needed. */
  required?: boolean;
  /** What no row stands for: no list where it is not said. */
  whenEmpty?: 'list';
}

/** Parts that are there by a choice, besides those that always are. */
export interface VariantPart {
  kind: 'variant';
  /** The name of the choice, which is part of the value. */
  by: string;
  common: Parts;
  alternatives: Readonly<Record<string, Parts>>;
}

/** Units of a term; `iso` is written as ISO 8601 has it, for what is not a number of one unit. */
export const termUnits = ['days', 'weeks', 'months', 'years', 'hours', 'minutes', 'seconds', 'iso'] as const;

export type EditedUnit = (typeof termUnits)[number];

/** The most an amount of a programme may come to, €999,999,999.99: beyond it a slip is certain. */
export const largestAmount = 99_999_999_999;

/** The name of a part under another: nothing before the first. */
export const under = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);
