import { formatEuro } from '../../money';
import { comparisonNames, type Comparison, type Condition } from '../criteria';
import { unitOf, type Quantity } from '../facts';
import { rowsOf, type Fields } from './fields';
import {
  faulty,
  readChoice,
  readQuantity,
  readThreshold,
  typedIn,
  writeQuantity,
  type Reader,
} from './leaves';

/**
 * A condition as lines. All of them have to hold, or one of them (`.join`); lines with the same letter (`.c1.group`)
 * count as one, in which it is the other way round: one of them, or all. `always` has no lines. What lines cannot say is
 * kept as JSON in `.json`, so that no condition is lost in the editor.
 */
export const joins = ['all', 'any', 'always'] as const;

export const groupLetters = ['A', 'B', 'C', 'D'] as const;

/** The condition under a name, or undefined where it cannot be read. */
export function readCondition(reader: Reader, at: string): unknown {
  if (typedIn(reader, `${at}.json`) !== '') return readJson(reader, `${at}.json`);
  const lines = rowsOf(reader.fields, at, 'c');
  const join = typedIn(reader, `${at}.join`);
  if (join === 'always') {
    return lines.length === 0 ? { all: [] } : faulty(reader, `${at}.join`, 'always-with-lines');
  }
  if (lines.length === 0) return faulty(reader, `${at}.c1.quantity`, 'required');
  const read = lines.map((line) => ({
    letter: typedIn(reader, `${at}.${line}.group`),
    condition: readLine(reader, `${at}.${line}`),
  }));
  const [first, ...others] = read;
  if (others.length === 0) return first?.condition;
  const how = readChoice(reader, `${at}.join`, joins);
  if (how === undefined || read.some(({ condition }) => condition === undefined)) return undefined;
  const parts = inGroups(read).map((group) => joined(how === 'all' ? 'any' : 'all', group));
  return joined(how, parts);
}

function readLine(reader: Reader, at: string): unknown {
  const quantity = readQuantity(reader, at);
  const is = readChoice(reader, `${at}.is`, comparisonNames);
  const value = readThreshold(reader, `${at}.value`, (quantity ?? 'members') as Quantity);
  return [quantity, is, value].includes(undefined) ? undefined : { quantity, is, value };
}

function readJson(reader: Reader, field: string): unknown {
  try {
    return JSON.parse(typedIn(reader, field)) as unknown;
  } catch {
    return faulty(reader, field, 'json');
  }
}

/** The lines of a letter together, at the place of the first; those without one each by itself. */
function inGroups(lines: readonly { letter: string; condition: unknown }[]): unknown[][] {
  const groups: { letter: string; conditions: unknown[] }[] = [];
  for (const { letter, condition } of lines) {
    const group = letter === '' ? undefined : groups.find((each) => each.letter === letter);
    if (group) group.conditions.push(condition);
    else groups.push({ letter, conditions: [condition] });
  }
  return groups.map(({ conditions }) => conditions);
}

const joined = (how: string, conditions: readonly unknown[]): unknown =>
  conditions.length === 1 ? conditions[0] : { [how]: conditions };

/** The fields of a condition: lines where they say exactly it, JSON otherwise. */
export function writeCondition(condition: Condition, at: string): Fields {
  const lines = asLines(condition, at);
  const again = lines && readCondition({ fields: lines, faults: [] }, at);
  return lines && isSame(again, condition) ? lines : { [`${at}.json`]: JSON.stringify(condition) };
}

function asLines(condition: Condition, at: string): Fields | null {
  if ('quantity' in condition) return writeLine(condition, `${at}.c1`, '');
  const [join, parts] =
    'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  if (parts.length === 0) return join === 'all' ? { [`${at}.join`]: 'always' } : null;
  const other = join === 'all' ? 'any' : 'all';
  let fields: Fields = { [`${at}.join`]: join };
  let [line, letter] = [0, 0];
  for (const part of parts) {
    const group = 'quantity' in part ? [part] : ((part as Partial<Record<string, Condition[]>>)[other] ?? []);
    const name = 'quantity' in part ? '' : (groupLetters[letter++] ?? '?');
    for (const each of group) {
      if (!('quantity' in each)) return null;
      fields = { ...fields, ...writeLine(each, `${at}.c${++line}`, name) };
    }
  }
  return fields;
}

function writeLine(
  { quantity, is, value }: { quantity: Quantity; is: Comparison; value: number },
  at: string,
  letter: string,
): Fields {
  return {
    ...writeQuantity(quantity, at),
    [`${at}.is`]: is,
    [`${at}.value`]: unitOf(quantity) === 'euro' ? formatEuro(value) : String(value),
    ...(letter !== '' && { [`${at}.group`]: letter }),
  };
}

/** Whether two values are the same data; the order of an object's members does not matter. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(Reflect.get(one, name), Reflect.get(other, name)));
}
