import { readCondition } from './condition';
import { isUnder, rowsOf, type Fields } from './fields';
import {
  faulty,
  readChoice,
  readCount,
  readDay,
  readMoment,
  readMoney,
  readQuantity,
  readTerm,
  typedIn,
  type Reader,
} from './leaves';
import { under, type Part, type Parts } from './parts';

/** The value of a tick. */
export const ticked = 'si';

/**
 * Reads the part under a name: its value as rules hold it, or undefined where it is left out or cannot be read, which
 * leaves a fault. What the value may be is for the schema of the rules to say.
 */
export function readPart(reader: Reader, part: Part, at: string): unknown {
  if ('optional' in part && part.optional === true && isEmpty(reader.fields, at)) return undefined;
  switch (part.kind) {
    case 'text':
    case 'longText':
      return typedIn(reader, at) || faulty(reader, at, 'required');
    case 'money':
      return typedIn(reader, at) === '' ? faulty(reader, at, 'required') : readMoney(reader, at);
    case 'count':
      return typedIn(reader, at) === '' ? faulty(reader, at, 'required') : readCount(reader, at);
    case 'day':
      return readDay(reader, at);
    case 'moment':
      return readMoment(reader, at);
    case 'term':
      return isEmpty(reader.fields, at) ? faulty(reader, `${at}.count`, 'required') : readTerm(reader, at);
    case 'tick':
      return typedIn(reader, at) === ticked ? true : undefined;
    case 'choice':
      return readChoice(reader, at, part.options);
    case 'ticks': {
      const chosen = part.options.filter((option) => typedIn(reader, under(at, option)) === ticked);
      return chosen.length > 0 ? chosen : undefined;
    }
    case 'quantity':
      return readQuantity(reader, at, part.also);
    case 'condition':
      return readCondition(reader, at);
    case 'group':
      return readParts(reader, part.parts, at);
    case 'list': {
      const rows = rowsOf(reader.fields, at);
      if (rows.length === 0 && part.required)
        return faulty(reader, fieldOf(part.row, `${at}.r1`), 'required');
      const values = rows.map((row) => readPart(reader, part.row, `${at}.${row}`));
      return values.length > 0 || part.whenEmpty ? values : undefined;
    }
    case 'variant': {
      const by = readChoice(reader, under(at, part.by), Object.keys(part.alternatives));
      const chosen = by === undefined ? {} : (part.alternatives[by] ?? {});
      return { [part.by]: by, ...readParts(reader, { ...part.common, ...chosen }, at) };
    }
    case 'shaped':
      return part.toRules(readPart(reader, part.part, at));
  }
}

/** The values of parts under their names, those without one left out. */
export function readParts(reader: Reader, parts: Parts, at: string): Record<string, unknown> {
  const values = Object.entries(parts).map(
    ([name, part]) => [name, readPart(reader, part, under(at, name))] as const,
  );
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

const isEmpty = (fields: Fields, at: string): boolean =>
  !Object.entries(fields).some(([field, text]) => isUnder(field, at) && text.trim() !== '');

/** The field of a part that tells what is wrong with the whole of it. */
export function fieldOf(part: Part, at: string): string {
  switch (part.kind) {
    case 'text':
    case 'longText':
    case 'money':
    case 'count':
    case 'day':
    case 'tick':
    case 'choice':
      return at;
    case 'moment':
      return `${at}.day`;
    case 'term':
      return `${at}.count`;
    case 'ticks':
      return under(at, part.options[0] ?? '');
    case 'quantity':
      return `${at}.quantity`;
    case 'condition':
      return `${at}.join`;
    case 'group':
      return firstOf(part.parts, at);
    case 'list':
      return fieldOf(part.row, `${at}.r1`);
    case 'variant':
      return under(at, part.by);
    case 'shaped':
      return fieldOf(part.part, at);
  }
}

function firstOf(parts: Parts, at: string): string {
  const [first] = Object.entries(parts);
  return first ? fieldOf(first[1], under(at, first[0])) : at;
}

/** The field that tells what is wrong at a path of the rules: `['windows', 1, 'closesAt']` → `windows.r3.closesAt.day`. */
export function fieldAt(fields: Fields, part: Part, at: string, path: readonly PropertyKey[]): string {
  if (part.kind === 'condition') return conditionField(fields, at);
  const [step, ...rest] = path;
  if (step === undefined) return fieldOf(part, at);
  switch (part.kind) {
    case 'list': {
      const row = rowsOf(fields, at)[Number(step)] ?? 'r1';
      return fieldAt(fields, part.row, `${at}.${row}`, rest);
    }
    case 'shaped':
      return fieldAt(fields, part.part, at, path);
    case 'group':
      return within(fields, part.parts, at, path) ?? fieldOf(part, at);
    case 'variant': {
      const parts = { ...part.common, ...part.alternatives[fields[under(at, part.by)] ?? ''] };
      return within(fields, parts, at, path) ?? fieldOf(part, at);
    }
    case 'ticks':
      return part.options.includes(String(step)) ? under(at, String(step)) : fieldOf(part, at);
    case 'text':
    case 'longText':
    case 'money':
    case 'count':
    case 'day':
    case 'tick':
    case 'choice':
    case 'moment':
    case 'term':
    case 'quantity':
      return fieldOf(part, at);
  }
}

/** Of a condition, the field that is in sight: its JSON, its first line, or that it always holds. */
function conditionField(fields: Fields, at: string): string {
  if (Object.hasOwn(fields, `${at}.json`)) return `${at}.json`;
  const [first] = rowsOf(fields, at, 'c');
  return first ? `${at}.${first}.quantity` : `${at}.join`;
}

function within(
  fields: Fields,
  parts: Parts,
  at: string,
  [step, ...rest]: readonly PropertyKey[],
): string | null {
  const name = String(step);
  const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
  return part ? fieldAt(fields, part, under(at, name), rest) : null;
}
